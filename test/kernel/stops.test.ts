import { expect } from 'chai';
import { Shared, sharedLength } from '../../kernel/dist/bridge.js';
import { createStops } from '../../kernel/dist/front/stops.js';

describe('stops, on the thread of the sockets', () => {
  const shared = new Int32Array(new SharedArrayBuffer(sharedLength * Int32Array.BYTES_PER_ELEMENT));
  const nothing = () => undefined;
  const user = {
    ask: () => Promise.reject(new Error('not asked here')),
    answered: nothing,
    wake: nothing,
    tell: nothing,
  };
  const terminator = {
    terminate: () => Promise.resolve(),
    heapUsed: () => Promise.resolve(0),
    close: nothing,
  };
  const stops = createStops({ shared, user, terminator });

  it('forget one that came when its cell had ended and its answer was on the way', () => {
    stops.executing(1);
    stops.interrupt();
    expect(Atomics.load(shared, Shared.stop), 'asked of cell 1').to.equal(1);
    Atomics.store(shared, Shared.stop, 0); // the user's thread settles the cell
    stops.interrupt(); // a second press of Stop, before the answer is here
    stops.executing(0);
    stops.executing(2);
    expect(Atomics.load(shared, Shared.stop), 'asked of cell 2').to.equal(0);
  });
});
