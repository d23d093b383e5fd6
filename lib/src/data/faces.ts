import { Resvg } from '@resvg/resvg-js';
import { type FaceConfig, faceToSvgString } from 'facesjs';
import { checkOptions } from '../checks/options.js';
import { cached } from '../files/cache.js';
import { counter } from '../jupyter/counter.js';
import { breathe, throwIfStopped } from '../jupyter/stop.js';
import { Generator } from '../numerics/generator.js';
import { checked } from './dataset.js';
import type { FactorDataset } from './factors.js';
import { scaledBytes } from './kept-bytes.js';

/** How to draw faces. */
export interface FaceOptions {
  /** How many. Default 5,000. */
  readonly count?: number;
  /** Width and height in pixels. Default 64. */
  readonly side?: number;
  /** Red, green and blue (`[side, side, 3]`) or grey (`[side, side]`). Default grey. */
  readonly colour?: boolean;
  readonly seed: number;
}

/** What each face is drawn from, all in [0, 1] and independent; see {@link faceSvg}. */
export const faceFactors = [
  'skin',
  'hair',
  'hairstyle',
  'width',
  'brows',
  'nose',
  'mouth',
  'glasses',
] as const;

/** The numbers behind one face, each in [0, 1]. */
export type FaceNumbers = Readonly<Record<(typeof faceFactors)[number], number>>;

const hairstyles = ['short', 'parted', 'afro', 'bald'] as const;
const mouths = ['closed', 'straight', 'smile'] as const;

/** Raised whenever the same options would give other images. */
const version = 1;

/**
 * Cartoon faces with known factors (skin, hair, hairstyle, width, brows, nose, mouth, glasses), drawn from a seed by
 * `facesjs` (Apache-2.0) and `resvg`. In [0, 1]; the label is the mouth (frown, straight, smile). Drawn once, about
 * 2 ms a face, then read from the cache. 5,000 grey faces of 64×64 take 82 MB. Taught in lesson 15.
 * @throws Error when the cache cannot be written.
 */
export async function faces(options: FaceOptions): Promise<FactorDataset> {
  checkOptions('faces', options, { count: true, side: true, colour: true, seed: true });
  const { count = 5000, side = 64, colour = false, seed } = options;
  const numbers = randomFaces(count, seed);
  const name = `faces-v${version}-${count}-${side}-${colour ? 'colour' : 'grey'}-${seed}.bin`;
  const bytes = await cached(name, async () => drawFaces(numbers, side, colour));
  return checked({
    name: 'faces',
    count,
    shape: colour ? [side, side, 3] : [side, side],
    values: scaledBytes(bytes),
    range: [0, 1],
    labels: Int32Array.from(numbers, ({ mouth }) => Math.round(mouth * 2)),
    labelNames: ['frown', 'straight', 'smile'],
    factors: Float32Array.from(numbers.flatMap((face) => faceFactors.map((factor) => face[factor]))),
    factorNames: faceFactors,
  });
}

/**
 * One face as SVG. Skin and hair go from dark (0) to light (1), width from narrow to wide, brows from raised to
 * knitted, nose from small to large; hairstyle takes the four values 0, ⅓, ⅔, 1 (short, parted, afro, bald), mouth
 * 0, ½, 1 (frown, straight, smile), glasses 0 or 1.
 */
export function faceSvg(numbers: FaceNumbers): string {
  const svg = faceToSvgString(configuration(numbers));
  return svg.replace('viewBox="0 0 400 600"', 'viewBox="-20 80 440 440"');
}

function randomFaces(count: number, seed: number): FaceNumbers[] {
  const generator = new Generator(seed);
  return Array.from({ length: count }, () => ({
    skin: generator.uniform(),
    hair: generator.uniform(),
    hairstyle: generator.integer(4) / 3,
    width: generator.uniform(),
    brows: generator.uniform(),
    nose: generator.uniform(),
    mouth: generator.integer(3) / 2,
    glasses: generator.integer(2),
  }));
}

async function drawFaces(
  numbers: readonly FaceNumbers[],
  side: number,
  colour: boolean,
): Promise<Uint8Array> {
  const size = side * side * (colour ? 3 : 1);
  const bytes = new Uint8Array(numbers.length * size);
  const tell = counter('Drawing faces', numbers.length);
  for (const [i, face] of numbers.entries()) {
    bytes.set(drawFace(face, side, colour), i * size);
    tell(i + 1);
    if (i % 50 === 49) {
      await breathe();
      throwIfStopped(undefined);
    }
  }
  return bytes;
}

function drawFace(numbers: FaceNumbers, side: number, colour: boolean): Uint8Array {
  const { pixels } = new Resvg(faceSvg(numbers), {
    fitTo: { mode: 'width', value: side },
    background: 'white',
    font: { loadSystemFonts: false },
  }).render();
  if (colour) return new Uint8Array(pixels.filter((_, i) => i % 4 !== 3));
  const grey = (at: number) =>
    // Luma by ITU-R BT.601.
    0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
  return Uint8Array.from({ length: side * side }, (_, i) => Math.round(grey(4 * i)));
}

function configuration(face: FaceNumbers): FaceConfig {
  const none = { id: 'none' };
  return {
    fatness: face.width,
    teamColors: ['#89bfd3', '#7a1319', '#07364f'],
    hairBg: none,
    body: { id: 'body', color: blend([92, 57, 55], [250, 222, 206], face.skin), size: 0.9 },
    jersey: { id: 'jersey' },
    ear: { id: 'ear1', size: 1 },
    head: { id: 'head1', shave: 'rgba(0,0,0,0)' },
    eyeLine: none,
    smileLine: { id: 'none', size: 1 },
    miscLine: none,
    facialHair: none,
    eye: { id: 'eye1', angle: 0 },
    eyebrow: { id: 'eyebrow1', angle: -15 + 35 * face.brows },
    hair: {
      id: hairstyles[Math.round(3 * face.hairstyle)] ?? 'short',
      color: blend([20, 14, 8], [233, 198, 123], face.hair),
      flip: false,
    },
    mouth: { id: mouths[Math.round(2 * face.mouth)] ?? 'straight', flip: false },
    nose: { id: 'nose1', flip: false, size: 0.5 + 0.75 * face.nose },
    glasses: { id: face.glasses > 0.5 ? 'glasses2-black' : 'none' },
    accessories: none,
  };
}

type Rgb = readonly [number, number, number];

function blend(dark: Rgb, light: Rgb, share: number): string {
  const channel = (i: 0 | 1 | 2) => Math.round(dark[i] + (light[i] - dark[i]) * share);
  return `rgb(${channel(0)},${channel(1)},${channel(2)})`;
}
