import { spawnSync } from 'node:child_process';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect } from 'chai';
import { Figure, lines, plotlySource } from 'codebook/figures';

const figure = lines(
  { training: [3, 2, 1] },
  { xTitle: 'epoch', yTitle: 'loss <nats> & "more"', title: 'α, λ², ‖J‖' },
);

describe('Figure', () => {
  it('shows itself as Plotly, HTML, PNG and text', async () => {
    const bundle = await figure[Symbol.for('Jupyter.display') as unknown as keyof Figure as 'bundle'](); // registry symbol
    expect(Object.keys(bundle)).to.deep.equal([
      'application/vnd.plotly.v1+json',
      'text/html',
      'image/png',
      'text/plain',
    ]);
    expect(bundle['text/plain']).to.equal(figure.alt);
    expect(JSON.parse(JSON.stringify(bundle['application/vnd.plotly.v1+json']))).to.deep.include({
      data: figure.data,
    });
  });

  it('draws a PNG of twice the layout by default, and of the scale that is asked for', async () => {
    const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(sizeOf(await figure.toPng())).to.deep.equal([1440, 800]);
    expect(sizeOf(await figure.toPng({ scale: 1 }))).to.deep.equal([720, 400]);
  });

  it('has a PNG of the size of the live figure in its bundle, so that nothing jumps in JupyterLab', async () => {
    const png = Buffer.from(String((await figure.bundle())['image/png']), 'base64');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([720, 400]);
  });

  it('keeps the colours of paper and lines exactly in a PNG of one byte a pixel', async () => {
    const png = await figure.toPng({ scale: 1 });
    expect([png[24], png[25]]).to.deep.equal([8, 3]); // bit depth, colour type "palette"
    const context = createCanvas(720, 400).getContext('2d');
    context.drawImage(await loadImage(png), 0, 0);
    const { data } = context.getImageData(0, 0, 720, 400);
    const counts = new Map<string, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = [...data.subarray(i, i + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    expect([...counts].sort(([, a], [, b]) => b - a)[0]?.[0]).to.equal('ffffff');
    expect(counts.get('0072b2')).to.be.above(300); // the line's own blue, not a shade of it
  });

  it('sets every text of the figure in the SVG', async () => {
    const svg = await figure.toSvg();
    for (const text of ['epoch', 'α, λ², ‖J‖', 'loss']) expect(svg).to.include(text);
  });

  it('gives the alt text to a screen reader, escaped, and the data to Plotly', async () => {
    const html = String((await figure.bundle())['text/html']);
    expect(html).to.include(
      'role="img" aria-label="α, λ², ‖J‖. Lines of loss &lt;nats&gt; &amp; &quot;more&quot; against',
    );
    const json = /<script type="application\/json">(.*?)<\/script>/.exec(html)?.[1] ?? '';
    expect(JSON.parse(json)).to.deep.include({ data: figure.data });
    expect(html).to.not.match(/https?:\/\//);
  });

  it('makes a page that holds all of plotly.js and names no other address to load', async () => {
    const page = await figure.toHtml();
    expect(page).to.include((await plotlySource()).slice(0, 1000));
    expect(page).to.not.match(/<(script|link|img)[^>]+(src|href)="?https?:/);
  });

  it('refuses an empty alt text, a WebGL trace in a still picture, and a wild scale', async () => {
    const layout = { width: 100, height: 100 };
    expect(() => new Figure({ data: [], layout, alt: ' ' })).to.throw('Figure: alt is empty');
    let message = '';
    const solid = new Figure({ data: [{ type: 'scatter3d' }], layout, alt: 'points' });
    await solid.toPng().catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal(
      'Figure: a 3-D or WebGL trace has no still picture. Give the figure a `still` without one.',
    );
    await figure.toPng({ scale: 0 }).catch((error: Error) => {
      message = error.message;
    });
    expect(message).to.equal('toPng: scale must lie in (0, 8], got 0.');
  });

  it('lets the process end by itself after drawing, with nothing on stderr', () => {
    const program =
      "import { lines } from 'codebook/figures';" +
      "const png = await lines({ a: [1, 2] }, { xTitle: 'x', yTitle: 'y' }).toPng();" +
      'console.log(png.readUInt32BE(16));';
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect([ended.status, ended.stdout, ended.stderr]).to.deep.equal([0, '1440\n', '']);
  });
});
