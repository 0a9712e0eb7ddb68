// Writes the parts of the avatar styles as SVG fragments, once per probe colour, so that the painter can tint them.
// Usage: node extract.mjs NODE_MODULES OUTPUT.json
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [modules, output] = process.argv.slice(2);

/** Every colour name answers `base`, but for those in `special`. */
function palette(base, special) {
    return new Proxy({}, { get: (_, name) => special[name] ?? base });
}

async function load(style) {
    const root = join(modules, '@dicebear', style, 'lib');
    return import(pathToFileURL(join(root, 'components', 'index.js')).href);
}

/** One entry per variant: the fragment with every colour black, and with each named colour white by itself. */
function fragments(variants, tints) {
    const result = {};
    for (const [name, draw] of Object.entries(variants)) {
        const entry = { black: draw({}, palette('#000000', {})) };
        for (const tint of tints) entry[tint] = draw({}, palette('#000000', { [tint]: '#ffffff' }));
        result[name] = entry;
    }
    return result;
}

const pixel = await load('pixel-art');
const parts = {};
const tints = { accessories: ['accessories'], beard: ['hair'], clothing: ['clothing'], eyes: ['eyes'],
    glasses: ['glasses'], hair: ['hair'], hat: ['hat'], mouth: ['mouth'] };
for (const [part, names] of Object.entries(tints)) parts[part] = fragments(pixel[part], names);
writeFileSync(output, JSON.stringify({ 'pixel-art': { size: 16, parts } }));
