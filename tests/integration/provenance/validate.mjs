// node validate.mjs FOLDER PNG… : one line of JSON for each file, by the Content Authenticity Initiative's own reader.
// FOLDER has node_modules. The reader is made for browsers: what it needs of one is filled in here.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const home = path.join(folder, 'node_modules', '@contentauth', 'c2pa-wasm', 'pkg');

class Bytes extends Blob {
  constructor(bytes) {
    super([bytes], { type: 'image/png' });
    this.bytes = bytes;
  }
  slice(from, to) {
    return new Bytes(this.bytes.subarray(from, to));
  }
}
globalThis.FileReaderSync = class {
  readAsArrayBuffer(blob) {
    return Uint8Array.from(blob.bytes).buffer;
  }
};

const { default: init, WasmReader } = await import(pathToFileURL(path.join(home, 'c2pa.js')));
await init({ module_or_path: fs.readFileSync(path.join(home, 'c2pa_bg.wasm')) });
for (const file of files) {
  let answer;
  try {
    const reader = await WasmReader.fromBlob('image/png', new Bytes(new Uint8Array(fs.readFileSync(file))));
    const report = JSON.parse(reader.json());
    const active = report.validation_results?.activeManifest ?? {};
    answer = {
      state: report.validation_state,
      failures: (active.failure ?? []).map((one) => one.code),
      successes: (active.success ?? []).map((one) => one.code),
      assertions: (report.manifests[report.active_manifest]?.assertions ?? []).map((one) => one.label),
    };
  } catch (error) {
    answer = { state: 'Unreadable', failures: [], successes: [], assertions: [], error: String(error).slice(0, 300) };
  }
  console.log(JSON.stringify(answer));
}
