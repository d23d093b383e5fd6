import { context } from './context.js';
import type { Pointer } from './libc.js';
import { declare } from './library.js';
import { check, status } from './status.js';

const P = 'void *';
const listDevices = declare<(context: Pointer, status: Pointer) => Pointer>(
  'TFE_ContextListDevices',
  P,
  P,
  P,
);
const deleteList = declare<(list: Pointer) => void>('TF_DeleteDeviceList', 'void', P);
const listLength = declare<(list: Pointer) => number>('TF_DeviceListCount', 'int', P);
const nameAt = declare<(list: Pointer, index: number, status: Pointer) => string>(
  'TF_DeviceListName',
  'str',
  P,
  'int',
  P,
);
const backingDevice = declare<(handle: Pointer, status: Pointer) => string>(
  'TFE_TensorHandleBackingDeviceName',
  'str',
  P,
  P,
);

/** `/job:localhost/replica:0/task:0/device:CPU:0` is `/device:CPU:0` for short. */
const short = (name: string) => name.replace(/^.*(?=\/device:)/, '');

/** The names of the context's CPUs and GPUs, in TensorFlow's order. */
export const deviceNames: readonly string[] = readNames().filter((name) =>
  /^\/device:[CG]PU:\d+$/.test(name),
);

function readNames(): string[] {
  const list = listDevices(context, status);
  check('TFE_ContextListDevices');
  const names = Array.from({ length: listLength(list) }, (_, i) => short(nameAt(list, i, status)));
  deleteList(list);
  check('TF_DeviceListName');
  return names;
}

/** Where a handle's memory lies. */
export function deviceOfHandle(handle: Pointer): string {
  const name = backingDevice(handle, status);
  check('TFE_TensorHandleBackingDeviceName');
  return short(name);
}
