// Drives the published SDK against a practice network: node journey.mjs FOLDER_WITH_NODE_MODULES RPC EVENTS
// Writes one JSON line a step: {"step", "ok", "detail"}.
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';

const [folder, rpcUrl, eventUrl] = process.argv.slice(2);
const require = createRequire(folder + '/index.js');
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
console.log = console.info = console.warn = console.error = () => {}; // the SDK's libraries talk
const Ain = require('@ainblockchain/ain-js').default;

const ain = new Ain(rpcUrl, eventUrl, 0);
const me = ain.wallet.addAndSetDefaultAccount('11'.repeat(32));
const other = ain.wallet.add('22'.repeat(32));
const app = 'sdk_app';
const price = { gas_price: 500 };
const succeeded = (result) => {
  const inner = result.result;
  assert.ok(inner, JSON.stringify(result));
  const codes = inner.result_list ? Object.values(inner.result_list).map((r) => r.code) : [inner.code];
  assert.ok(codes.every((code) => code === 0), JSON.stringify(inner).slice(0, 400));
  return result.tx_hash;
};
const own = async (method, params) => {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return (await response.json()).result.result;
};
async function step(name, body) {
  try {
    say({ step: name, ok: true, detail: (await body()) ?? null });
  } catch (error) {
    say({ step: name, ok: false, detail: String(error && error.stack || error).slice(0, 800) });
  }
}

await step('network', async () => {
  assert.equal(await ain.net.getChainId(), 0);
  assert.equal(await ain.net.isListening(), true);
  assert.equal(await ain.net.checkProtocolVersion().then((r) => r.code), 0);
  return ain.provider.getAddress();
});
await step('faucet', async () => {
  await own('sandbox_faucet', { address: me, amount: 50000 });
  assert.equal(await ain.wallet.getBalance(), 50000);
});
await step('events', async () => {
  await ain.em.connect();
  const seen = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no event')), 10000);
    ain.em.subscribe('BLOCK_FINALIZED', { block_number: null }, (event) => resolve(event), (error) => reject(error));
  });
  const written = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no value event')), 10000);
    ain.em.subscribe('VALUE_CHANGED', { path: '/transfer/$from/$to/$key/value', event_source: null },
      (event) => resolve(event), (error) => reject(error));
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  succeeded(await ain.wallet.transfer({ to: other, value: 1.5, nonce: -1, ...price }));
  assert.ok((await seen).block_number > 0);
  assert.equal((await written).values.after, 1.5);
  ain.em.disconnect();
});
await step('transfer', async () => {
  const before = await ain.wallet.getBalance(other);
  const hash = succeeded(await ain.wallet.transfer({ to: other, value: 12.345678, nonce: -1, ...price }));
  assert.equal(Math.round((await ain.wallet.getBalance(other) - before) * 1e6), 12345678);
  const info = await ain.getTransactionByHash(hash);
  assert.equal(info.state, 'FINALIZED');
  const block = await ain.getBlockByNumber(info.number, true);
  assert.equal(block.transactions[info.index].hash, hash);
  return info.receipt;
});
await step('numbered nonce', async () => {
  const nonce = await ain.wallet.getNonce({ from: 'pending' });
  succeeded(await ain.wallet.transfer({ to: other, value: 1, nonce, ...price }));
  assert.equal(await ain.wallet.getNonce({}), nonce + 1);
});
await step('create app', async () => {
  assert.equal((await ain.validateAppName(app)).is_valid, true);
  succeeded(await ain.db.ref(`/manage_app/${app}/create/1`).setValue({
    value: { admin: { [me]: true }, service: { staking: { lockup_duration: 1000 } } }, nonce: -1, ...price,
  }));
  assert.ok(await ain.db.ref(`/manage_app/${app}/config`).getValue());
  // Whether a name is free is a question of its own code.
  await assert.rejects(async () => {
    const answer = await ain.validateAppName(app);
    if (!answer.is_valid) throw new Error(String(answer.code));
  });
});
await step('values', async () => {
  const ref = ain.db.ref(`/apps/${app}`);
  succeeded(await ref.setValue({ ref: 'data/a', value: { text: '한국어', number: 1.25, yes: true }, nonce: -1, ...price }));
  assert.deepEqual(await ref.getValue('data/a'), { text: '한국어', number: 1.25, yes: true });
  succeeded(await ref.incrementValue({ ref: 'data/count', value: 5, nonce: -1, ...price }));
  succeeded(await ref.decrementValue({ ref: 'data/count', value: 2, nonce: -1, ...price }));
  assert.equal(await ref.getValue('data/count'), 3);
  succeeded(await ref.deleteValue({ ref: 'data/count', nonce: -1, ...price }));
  assert.equal(await ref.getValue('data/count'), null);
});
await step('multi', async () => {
  succeeded(await ain.db.ref(`/apps/${app}`).set({
    op_list: [
      { type: 'SET_VALUE', ref: 'multi/a', value: 1 },
      { type: 'SET_VALUE', ref: 'multi/b', value: 2 },
    ], nonce: -1, ...price,
  }));
  const [a, b] = await ain.db.ref(`/apps/${app}`).get([
    { type: 'GET_VALUE', ref: 'multi/a' }, { type: 'GET_VALUE', ref: 'multi/b' }]);
  assert.equal(a + b, 3);
});
await step('rules', async () => {
  const ref = ain.db.ref(`/apps/${app}`);
  succeeded(await ref.setRule({
    ref: 'board/$who/$id', value: { '.rule': { write: `auth.addr === $who && util.isString(newData)` } }, nonce: -1, ...price,
  }));
  assert.ok((await ref.getRule('board/$who/$id'))['.rule']);
  assert.equal((await ref.evalRule({ ref: `board/${me}/1`, value: 'hi', address: me })).code, 0);
  assert.equal((await ref.evalRule({ ref: `board/${me}/1`, value: 5, address: me })).code, 12103);
  assert.equal((await ref.evalRule({ ref: `board/${me}/1`, value: 'hi', address: other })).code, 12103);
  succeeded(await ref.setValue({ ref: `board/${me}/1`, value: 'hi', nonce: -1, ...price }));
  const refused = await ref.setValue({ ref: `board/${other}/1`, value: 'hi', nonce: -1, ...price });
  assert.equal(refused.result.code, 12103);
  assert.ok(await ref.matchRule({ ref: `board/${me}/1` }));
});
await step('owners and functions', async () => {
  const ref = ain.db.ref(`/apps/${app}`);
  succeeded(await ref.setOwner({
    ref: 'owned', value: { '.owner': { owners: {
      [me]: { branch_owner: true, write_function: true, write_owner: true, write_rule: true },
      '*': { branch_owner: false, write_function: false, write_owner: false, write_rule: false },
    } } }, nonce: -1, ...price,
  }));
  const mine = await ref.evalOwner({ ref: 'owned', permission: 'write_rule', address: me });
  assert.equal(mine.code, 0);
  assert.notEqual((await ref.evalOwner({ ref: 'owned', permission: 'write_rule', address: other })).code, 0);
  succeeded(await ref.setFunction({
    ref: 'log', value: { '.function': { hook: { function_type: 'REST', function_id: 'hook',
      function_url: 'http://localhost:3000/hook' } } }, nonce: -1, ...price,
  }).catch((error) => { throw error; }));
  assert.ok(await ref.getFunction('log'));
  assert.ok(await ref.matchFunction({ ref: 'log' }));
});
await step('stake', async () => {
  succeeded(await ain.db.ref(`/staking/${app}/${me}/0/stake/1/value`).setValue({ value: 100, nonce: -1, ...price }));
  const usage = await ain.getStateUsage(app);
  assert.equal(usage.staking.app, 100);
});
await step('proofs', async () => {
  const last = await ain.getLastBlock();
  const proof = await ain.db.ref(`/values/accounts/${me}/balance`).getStateProof();
  assert.equal(proof['#state_ph'], last.state_proof_hash);
  assert.match(await ain.db.ref(`/values/accounts/${me}`).getProofHash(), /^0x[0-9a-f]{64}$/);
  const info = await ain.db.ref('/values/accounts').getStateInfo();
  assert.ok(info['#num_children'] >= 2);
});
await step('dry run', async () => {
  const nonce = await ain.wallet.getNonce({ from: 'pending' });
  const result = await ain.sendTransaction({
    operation: { type: 'SET_VALUE', ref: `/transfer/${me}/${other}/dry/value`, value: 2 }, nonce, ...price }, true);
  assert.equal(result.result.is_dryrun, true);
  assert.equal(await ain.wallet.getNonce({ from: 'pending' }), nonce);
});
await step('errors', async () => {
  await assert.rejects(ain.provider.send('ain_get', { type: 'NOPE', ref: '/' }), (error) => error.code === 30001);
  await assert.rejects(ain.provider.send('ain_sendSignedTransaction', { tx_body: {}, signature: '' }));
});
process.exit(0);
