'use strict';

// Serves the logistic model of four features: node server.js MODEL.ONNX PORT
const fastify = require('fastify')({ logger: false });
const ort = require('onnxruntime-node');

const [model, port] = process.argv.slice(2);

const number = { type: 'number' };
const schema = {
  body: {
    type: 'object',
    required: ['a', 'b', 'c', 'd'],
    properties: { a: number, b: number, c: number, d: number },
  },
  response: {
    200: {
      type: 'object',
      properties: { positive: number, model_version: { type: 'string' } },
    },
  },
};

async function main() {
  const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });

  fastify.get('/ready', async () => ({ ready: true }));
  fastify.post('/models/logistic/predict', { schema }, async (request) => {
    const { a, b, c, d } = request.body;
    // A tensor for each request: the binding runs later, when other requests have come.
    const features = new ort.Tensor('float32', Float32Array.of(a, b, c, d), [1, 4]);
    const { probabilities } = await session.run({ features });
    return { positive: probabilities.data[1], model_version: '1' };
  });
  await fastify.listen({ host: '127.0.0.1', port: Number(port) });
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
