/**
 * The opcodes of pickle protocols 0 to 5 that do more than push a value of a fixed form.
 * Source: https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
export const opcodes = {
  mark: 0x28, emptyTuple: 0x29, stop: 0x2e, pop: 0x30, popMark: 0x31, dup: 0x32,
  int: 0x49, long: 0x4c, float: 0x46, string: 0x53, unicode: 0x56,
  binInt: 0x4a, binInt1: 0x4b, binInt2: 0x4d, long1: 0x8a, long4: 0x8b,
  none: 0x4e, persistentId: 0x50, binPersistentId: 0x51,
  reduce: 0x52, build: 0x62, global: 0x63, inst: 0x69, obj: 0x6f, newObj: 0x81, newObjEx: 0x92, stackGlobal: 0x93,
  append: 0x61, appends: 0x65, list: 0x6c, tuple: 0x74, tuple1: 0x85, tuple2: 0x86, tuple3: 0x87,
  emptyDict: 0x7d, dict: 0x64, setItem: 0x73, setItems: 0x75, addItems: 0x90, frozenSet: 0x91,
  get: 0x67, binGet: 0x68, longBinGet: 0x6a, put: 0x70, binPut: 0x71, longBinPut: 0x72, memoize: 0x94,
  ext1: 0x82, ext2: 0x83, ext4: 0x84, proto: 0x80, frame: 0x95, nextBuffer: 0x97, readOnlyBuffer: 0x98,
} as const;

/** Opcodes that push what is neither text nor a number nor None, and the bytes of their argument. */
export const plain = new Map([
  [0x88, 0], // NEWTRUE
  [0x89, 0], // NEWFALSE
  [0x47, 8], // BINFLOAT
  [0x5d, 0], // EMPTY_LIST
  [0x8f, 0], // EMPTY_SET
]);

/** Opcodes that push counted bytes: how many bytes the count has, whether it is signed, and whether they are text. */
export const counted = new Map([
  [0x54, { width: 4, isSigned: true, isText: true }], // BINSTRING
  [0x55, { width: 1, isSigned: false, isText: true }], // SHORT_BINSTRING
  [0x58, { width: 4, isSigned: false, isText: true }], // BINUNICODE
  [0x8c, { width: 1, isSigned: false, isText: true }], // SHORT_BINUNICODE
  [0x8d, { width: 8, isSigned: false, isText: true }], // BINUNICODE8
  [0x42, { width: 4, isSigned: false, isText: false }], // BINBYTES
  [0x43, { width: 1, isSigned: false, isText: false }], // SHORT_BINBYTES
  [0x8e, { width: 8, isSigned: false, isText: false }], // BINBYTES8
  [0x96, { width: 8, isSigned: false, isText: false }], // BYTEARRAY8
]);
