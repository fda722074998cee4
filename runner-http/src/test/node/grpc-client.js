// Calls a gRPC server with gRPC's client for Node. Each line of input is a call, each line of output is how one ended:
//
//   {"service": "inference.GRPCInferenceService", "method": "ServerLive", "request": {}, "millis": 1000}
//   {"code": 0, "details": "", "response": {"live": true}}
//
// What services there are it learns from definitions: node grpc-client.js ADDRESS FILE.proto …; or, without any, from the
// server itself, by its reflection. The first line of output names them. Bytes are base64, 64-bit integers are texts.
'use strict';

const grpc = require('@grpc/grpc-js');
const health = require('grpc-health-check');
const loader = require('@grpc/proto-loader');
const readline = require('node:readline');
const { GrpcReflection } = require('grpc-js-reflection-client');

const FORM = { keepCase: true, longs: String, enums: String, bytes: String, defaults: true, json: true };
const SERVICE = Symbol('service');

async function main([address, ...files]) {
  const definitions = files.length > 0 ? loader.loadSync([...files, health.protoPath], FORM) : await reflected(address);
  const clients = {};
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.format === undefined) { // not a message and not an enumeration
      clients[name] = new (grpc.makeClientConstructor(definition, name))(address, grpc.credentials.createInsecure());
      clients[name][SERVICE] = Object.keys(definition);
    }
  }
  print(Object.fromEntries(Object.entries(clients).map(([name, client]) => [name, client[SERVICE]])));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    print(await call(clients, JSON.parse(line)));
  }
  Object.values(clients).forEach((client) => client.close());
}

async function reflected(address) {
  const reflection = new GrpcReflection(address, grpc.credentials.createInsecure(), {}, 'v1');
  const definitions = {};
  for (const service of await reflection.listServices()) {
    const descriptor = await reflection.getDescriptorBySymbol(service);
    Object.assign(definitions, descriptor.getPackageDefinition(FORM));
  }
  return definitions;
}

function call(clients, { service, method, request, millis }) {
  const deadline = Date.now() + (millis ?? 30_000);
  return new Promise((resolve) => {
    clients[service][method](request, { deadline }, (error, response) => {
      resolve(error ? { code: error.code, details: error.details } : { code: 0, details: '', response });
    });
  });
}

function print(value) {
  process.stdout.write(JSON.stringify(value) + '\n');
}

main(process.argv.slice(2));
