// Writes rows made by the published SDK for test_sdk_differential: one JSON object a line.
//   node generate.mjs FOLDER_WITH_NODE_MODULES ROWS SEED > rows.jsonl
// Bodies travel as text with every non-ASCII unit escaped, so that lone surrogates survive.
import { createRequire } from 'node:module';

const [folder, count, seed] = process.argv.slice(2);
const require = createRequire(folder + '/index.js');
console.log = console.info = console.warn = () => {}; // the SDK's libraries talk on loading
const ainUtil = require('@ainblockchain/ain-util');

// mulberry32: repeatable rows from a seed.
let state = Number(seed) >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
const below = (bound) => random() % bound;
const pick = (list) => list[below(list.length)];

const view = new DataView(new ArrayBuffer(8));
function number() {
  switch (below(8)) {
    case 0: return below(1000);
    case 1: return -below(1000000) / pick([1, 10, 1000, 1e6]);
    case 2: return pick([0, -0, 1e21, 1e-7, 0.000001, 123456789012345680000, 2 ** 53, 5e-324, 1.7976931348623157e308]);
    case 3: return 1700000000000 + below(1e9);
    case 4: return below(1e9) * 2 ** (below(200) - 100);
    case 5: return 10 ** (below(60) - 30);
    default: {
      view.setUint32(0, random());
      view.setUint32(4, random());
      const value = view.getFloat64(0);
      return Number.isFinite(value) ? value : 0.1;
    }
  }
}
const alphabets = ['abcdefghijklmnopqrstuvwxyz0123456789', 'ABC/._-$*#{}[]!"\\', '\u0000\u0001\b\f\n\r\t\u001f\u007f',
  '\u00e9\u00df\u0416\u2028\u2029\ufeff\uffff', '\uac00\ud55c\uae00\u1100\u1161\u11a8'];
function text(longest, lone = true) {
  let out = '';
  for (let length = below(longest); length > 0; --length) {
    switch (below(12)) {
      case 0: out += String.fromCodePoint(0x1f300 + below(500)); break;
      case 1: out += lone ? String.fromCharCode(0xd800 + below(0x800)) : 'x'; break;
      default: out += pick([...pick(alphabets)]);
    }
  }
  return out;
}
function value(depth) {
  const kind = below(depth > 3 ? 5 : 8);
  if (kind < 2) return number();
  if (kind < 3) return text(20);
  if (kind < 4) return pick([true, false, null]);
  if (kind < 5) return text(3);
  if (kind < 6) return Array.from({ length: below(4) }, () => value(depth + 1));
  const object = {};
  for (let members = below(6); members > 0; --members)
    object[pick([text(10), String(below(30)), 'a' + below(9)])] = value(depth + 1);
  // JavaScript gives this name a meaning of its own.
  delete object.__proto__;
  return object;
}
function body() {
  const operation = { type: pick(['SET_VALUE', 'INC_VALUE', 'SET_RULE', 'SET_OWNER', 'SET_FUNCTION']),
    ref: '/apps/' + text(20), value: value(0) };
  const out = { operation, nonce: pick([-2, -1, below(1e6)]), timestamp: number(), gas_price: number() };
  if (below(4) === 0) out.operation = { type: 'SET', op_list: [operation, { ...operation, value: value(0) }] };
  if (below(4) === 0) out.billing = text(12);
  if (below(4) === 0) operation.is_global = pick([true, false]);
  return out;
}
function message() {
  switch (below(5)) {
    case 0: return '0x' + Array.from({ length: below(20) }, () => pick([...'0123456789abcdefABCDEF'])).join('');
    case 1: return 'x'.repeat(pick([252, 253, 254, below(200) === 0 ? pick([65535, 65536]) : 1000])) + text(3, false);
    default: return text(60, false);
  }
}
const ascii = (json) => json.replace(/[\u007f-\uffff]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

// The SDK's curve is plain JavaScript and slow: addresses are computed once a key, and a row signs one thing.
const keys = Array.from({ length: 100 }, () => {
  const key = Buffer.alloc(32);
  for (let at = 0; at < 32; at += 4) key.writeUInt32BE(random(), at);
  key[0] &= 0x7f; // below the group order
  return { key, address: ainUtil.toChecksumAddress('0x' + ainUtil.privateToAddress(key).replace(/^0x/, '').toLowerCase()) };
});
let lines = '';
for (let i = 0; i < Number(count); ++i) {
  const { key, address } = pick(keys);
  const chainId = below(3);
  const row = { key: key.toString('hex'), chain_id: chainId, address };
  if (i % 3 === 2) {
    row.message = message();
    row.signature = ainUtil.ecSignMessage(row.message, key, chainId);
  } else {
    const txBody = JSON.parse(JSON.stringify(body())); // what a wire would carry
    row.body = ascii(JSON.stringify(txBody));
    row.hash = '0x' + ainUtil.hashTransaction(txBody).toString('hex');
    row.signature = ainUtil.ecSignTransaction(txBody, key, chainId);
  }
  lines += ascii(JSON.stringify(row)) + '\n';
  if (lines.length > 1 << 16) {
    process.stdout.write(lines);
    lines = '';
  }
}
process.stdout.write(lines);
