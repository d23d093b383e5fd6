/** What differs between the operating systems TensorFlow's wheel is made for. */
export interface Platform {
  /** Files inside the wheel's `tensorflow` folder, in the order they are loaded. */
  readonly libraries: readonly [framework: string, core: string];
  /** Flags of `dlopen`: bind lazily, make symbols global, never unload. */
  readonly dlopen: { readonly lazy: number; readonly global: number; readonly noDelete: number };
}

const linux: Platform = {
  libraries: ['libtensorflow_framework.so.2', 'libtensorflow_cc.so.2'],
  dlopen: { lazy: 0x1, global: 0x100, noDelete: 0x1000 },
};

const macOS: Platform = {
  libraries: ['libtensorflow_framework.2.dylib', 'libtensorflow_cc.2.dylib'],
  dlopen: { lazy: 0x1, global: 0x8, noDelete: 0x80 },
};

/**
 * The platform the process runs on.
 *
 * @throws Error on Windows, for which TensorFlow's wheel has no C library.
 */
export function platform(): Platform {
  if (process.platform === 'linux') return linux;
  if (process.platform === 'darwin') return macOS;
  throw new Error(
    `@codebook/engine: expected Linux or macOS, got ${process.platform}. On Windows, use WSL (wsl --install).`,
  );
}
