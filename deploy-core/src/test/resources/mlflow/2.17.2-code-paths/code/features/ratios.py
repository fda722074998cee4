def debt_ratio(debt, income):
    return debt / income if income else 0.0
