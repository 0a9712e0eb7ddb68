// Signs what nodes send each other with the public SDK, so that our own signing has something to be measured by.
//   npm install @ainblockchain/ain-util@1.3.0 && node generate.mjs > vectors.json
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const util = require('@ainblockchain/ain-util');

// Keys of nobody: the words "one" and "two", hashed.
const keyOf = (word) => util.keccak(Buffer.from(word));
const addressOf = (key) => util.toChecksumAddress(util.bufferToHex(util.privateToAddress(key)));
const one = keyOf('one');
const two = keyOf('two');
const provider = addressOf(two);

const row = (name, purpose, ts, key = one, chainId = 0) => {
  const message = `${purpose}:${ts}`;
  const signature = util.ecSignMessage(message, key, chainId);
  const address = addressOf(key);
  return { name, purpose, ts, message, address, signature, header: `${address}:${ts}:${signature}`,
           verifies: chainId === 0 && util.ecVerifySig(message, signature, address) };
};

const purposeOfImage = `p2p-model:${provider.toLowerCase()}/image`;
const rows = [
  row('hello', 'hello:https://node.example', 1800000000000),
  row('hello of a port', 'hello:http://127.0.0.1:3402', 1800000000001),
  row('hello in Korean', 'hello:https://한글.example', 1800000000002),
  row('hello beyond the basic plane', 'hello:https://🦊.example', 1800000000003),
  row('image', purposeOfImage, 1800000000004),
  row('image by the other', `p2p-model:${addressOf(one).toLowerCase()}/image`, 1800000000005, two),
  row('another chain', purposeOfImage, 1800000000006, one, 1),
];
console.log(JSON.stringify({ produced_by: { 'ain-util': require('@ainblockchain/ain-util/package.json').version },
                             private_keys: { one: one.toString('hex'), two: two.toString('hex') },
                             provider, rows }, null, 2));
