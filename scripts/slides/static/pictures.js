// Grids of pictures on a slide: the lesson's grid, its columns folded so that each picture is as large as it can be.

window.deckPictures = (() => {
  const namespace = 'http://www.w3.org/2000/svg';
  const text = 22;
  const gap = 16;

  /** @param {string} name @param {Record<string, string | number>} attributes @param {string} [content] */
  function element(name, attributes, content) {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    if (content !== undefined) made.textContent = content;
    return made;
  }

  let canvas;
  /** @param {string} words */
  function widthOf(words) {
    canvas ??= document.createElement('canvas').getContext('2d');
    canvas.font = `${text}px "Source Sans 3"`;
    return canvas.measureText(words).width;
  }

  /** Reads a grid of pictures out of its figure. @param {any} spec */
  function gridOf(spec) {
    const [image] = spec.layout.images;
    const notes = spec.layout.annotations ?? [];
    const grid = {
      source: image.source,
      columns: image.sizex,
      rows: image.sizey,
      labels: notes.filter(({ xref }) => xref === 'paper').map(({ text: said }) => said),
      heads: notes.filter(({ xref }) => xref === 'x').map(({ text: said }) => said),
      title: spec.layout.title?.text ?? '',
      aspect: aspectOf(spec.layout, image),
    };
    const fold = (/** @type {{ width: number, height: number }} */ room) => best(grid, room);
    return { fold, draw: (/** @type {{ width: number, height: number }} */ size) => draw(grid, size) };
  }

  /** Height of a picture over its width. @param {any} layout @param {any} image */
  function aspectOf({ width, height, margin }, image) {
    const cell = (width - margin.l - margin.r) / image.sizex;
    return (height - margin.t - margin.b) / image.sizey / cell;
  }

  /** The folding with the largest pictures. @param {any} grid @param {{ width: number, height: number }} room */
  function best(grid, room) {
    const plain = !grid.labels.length && !grid.heads.length;
    const ways = plain ? retiled(grid, room) : folded(grid, room);
    return ways.sort((a, b) => b.cell - a.cell)[0];
  }

  /** Pictures in running order may stand in rows of any length. @param {any} grid @param {{ width: number, height: number }} room */
  function retiled(grid, room) {
    const total = grid.rows * grid.columns;
    const top = grid.title ? text * 1.6 : 0;
    return Array.from({ length: total }, (_, i) => i + 1).map((across) => {
      const down = Math.ceil(total / across);
      return way(grid, room, { across, down, blocks: 1, left: 0, top, plain: true });
    });
  }

  /** Labelled rows are cut into blocks of columns, one below the other. @param {any} grid @param {{ width: number, height: number }} room */
  function folded(grid, room) {
    const left = grid.labels.length ? Math.max(...grid.labels.map(widthOf)) + 14 : 0;
    const top = grid.title ? text * 1.6 : 0;
    return [1, 2, 3, 4, 5]
      .filter((blocks) => blocks <= grid.columns)
      .map((blocks) => {
        const across = Math.ceil(grid.columns / blocks);
        return way(grid, room, { across, down: grid.rows * blocks, blocks, left, top, plain: false });
      });
  }

  /** @param {any} grid @param {{ width: number, height: number }} room @param {any} plan */
  function way(grid, room, { across, down, blocks, left, top, plain }) {
    const heads = grid.heads.length ? text * 1.4 : 0;
    const spare = top + heads * blocks + gap * (blocks - 1);
    const cell = Math.min((room.width - left) / across, (room.height - spare) / down / grid.aspect);
    const size = { width: left + across * cell, height: spare + down * cell * grid.aspect };
    return { across, down, blocks, left, top, heads, cell, size, plain };
  }

  /** @param {any} grid @param {{ width: number, height: number }} size */
  function draw(grid, size) {
    const plan = best(grid, size);
    const svg = element('svg', {
      width: size.width,
      height: size.height,
      'font-size': text,
      fill: '#1f2328',
      style: 'display:block',
    });
    const id = `pictures-${Math.round(performance.now() * 1000)}`;
    const { columns, rows, source } = grid;
    const defs = svg.appendChild(element('defs', {}));
    defs.append(
      element('image', {
        id,
        href: source,
        width: columns,
        height: rows,
        preserveAspectRatio: 'none',
        style: 'image-rendering:pixelated',
      }),
    );
    if (grid.title)
      svg.append(element('text', { x: size.width / 2, y: text, 'text-anchor': 'middle' }, grid.title));
    if (plan.plain) drawRunning(svg, grid, plan, id);
    else for (let block = 0; block < plan.blocks; block++) drawBlock(svg, grid, plan, id, block);
    return svg;
  }

  /** @param {Element} svg @param {any} grid @param {any} plan @param {string} id */
  function drawRunning(svg, grid, plan, id) {
    for (let i = 0; i < grid.rows * grid.columns; i++) {
      const from = [i % grid.columns, Math.floor(i / grid.columns)];
      const to = [
        (i % plan.across) * plan.cell,
        plan.top + Math.floor(i / plan.across) * plan.cell * grid.aspect,
      ];
      svg.append(part(id, grid, from, [1, 1], to, plan.cell));
    }
  }

  /** @param {Element} svg @param {any} grid @param {any} plan @param {string} id @param {number} block */
  function drawBlock(svg, grid, plan, id, block) {
    const high = plan.cell * grid.aspect;
    const y = plan.top + plan.heads + block * (grid.rows * high + gap + plan.heads);
    const first = block * plan.across;
    const across = Math.min(plan.across, grid.columns - first);
    svg.append(part(id, grid, [first, 0], [across, grid.rows], [plan.left, y], plan.cell));
    grid.labels.forEach((label, row) => {
      const middle = y + (row + 0.5) * high + text * 0.35;
      svg.append(element('text', { x: plan.left - 14, y: middle, 'text-anchor': 'end' }, label));
    });
    grid.heads.slice(first, first + across).forEach((head, i) => {
      const x = plan.left + (i + 0.5) * plan.cell;
      svg.append(element('text', { x, y: y - text * 0.35, 'text-anchor': 'middle' }, head));
    });
  }

  /**
   * A piece of the grid's one picture.
   * @param {string} id @param {any} grid @param {number[]} from @param {number[]} span @param {number[]} to
   * @param {number} cell
   */
  function part(id, grid, from, span, to, cell) {
    const box = { x: to[0], y: to[1], width: span[0] * cell, height: span[1] * cell * grid.aspect };
    const view = `${from[0]} ${from[1]} ${span[0]} ${span[1]}`;
    const window = element('svg', { ...box, viewBox: view, preserveAspectRatio: 'none' });
    window.append(element('use', { href: `#${id}` }));
    return window;
  }

  return { gridOf };
})();
