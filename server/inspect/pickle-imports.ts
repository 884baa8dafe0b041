import type { Verdict } from "./schema.ts";

const words = (text: string) => new Set(text.trim().split(/\s+/));

/**
 * What models are made of and what does nothing but build a value, by module. A name that is not here or in a family
 * below is not thereby harmful, but unknown.
 */
const safeNames = new Map<string, ReadonlySet<string>>([
  ...["builtins", "__builtin__"].map((module): [string, ReadonlySet<string>] => [
    module,
    words("object set frozenset bytes bytearray complex slice range xrange int float bool str list tuple dict long unicode"),
  ]),
  ["collections", words("OrderedDict defaultdict Counter deque")],
  ["copyreg", words("_reconstructor")],
  ["copy_reg", words("_reconstructor")],
  ["_codecs", words("encode")],
  ["datetime", words("date datetime time timedelta timezone")],
  ["decimal", words("Decimal")],
  ["fractions", words("Fraction")],
  ["uuid", words("UUID")],
  ["pathlib", words("Path PosixPath WindowsPath PurePath PurePosixPath PureWindowsPath")],
  ["argparse", words("Namespace")],
  ["numpy", words(`dtype ndarray matrix bool_ bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 intc intp longlong
    float16 float32 float64 float128 longdouble complex64 complex128 str_ bytes_ datetime64 timedelta64 object_ void
    log log2 log10 log1p exp expm1 sqrt cbrt square abs absolute sign tanh sin cos`)],
  ...["numpy.core.multiarray", "numpy._core.multiarray"].map((module): [string, ReadonlySet<string>] => [module, words("_reconstruct scalar")]),
  ...["numpy.core.numeric", "numpy._core.numeric"].map((module): [string, ReadonlySet<string>] => [module, words("_frombuffer")]),
  ["numpy.ma.core", words("MaskedArray _mareconstruct")],
  ["numpy.random._pickle", words("__randomstate_ctor __generator_ctor __bit_generator_ctor")],
  ["numpy.random._mt19937", words("MT19937")],
  ["numpy.random._pcg64", words("PCG64 PCG64DXSM")],
  ["numpy.random._philox", words("Philox")],
  ["numpy.random._sfc64", words("SFC64")],
  ["numpy.random.bit_generator", words("SeedSequence __pyx_unpickle_SeedSequence")],
  ["joblib.numpy_pickle", words("NumpyArrayWrapper")],
  ["sklearn.base", words("BaseEstimator")],
  ["sklearn.utils", words("Bunch")],
  ["sklearn.utils._bunch", words("Bunch")],
  ["sklearn.neighbors._kd_tree", words("newObj")],
  ["sklearn.neighbors._ball_tree", words("newObj")],
  ["pandas._libs.internals", words("_unpickle_block")],
  ["pandas._libs.arrays", words("__pyx_unpickle_NDArrayBacked")],
  ["pandas._libs.tslibs.timestamps", words("Timestamp _unpickle_timestamp")],
  ["pandas._libs.tslibs.timedeltas", words("Timedelta _timedelta_unpickle")],
  ["pandas.core.frame", words("DataFrame")],
  ["pandas.core.series", words("Series")],
  ["pandas.core.internals.managers", words("BlockManager SingleBlockManager")],
  ["pandas.core.internals.blocks", words("new_block")],
  ["pandas.core.indexes.base", words("Index _new_Index")],
  ["pandas.core.indexes.range", words("RangeIndex")],
  ["pandas.core.indexes.multi", words("MultiIndex")],
  ["pandas.core.indexes.numeric", words("Int64Index Float64Index UInt64Index")],
  ["pandas.core.indexes.datetimes", words("DatetimeIndex _new_DatetimeIndex")],
  ["pandas.core.indexes.category", words("CategoricalIndex")],
  ["pandas.core.arrays.categorical", words("Categorical")],
  ["pandas.core.dtypes.dtypes", words("CategoricalDtype DatetimeTZDtype PeriodDtype IntervalDtype")],
  ["xgboost.core", words("Booster")],
  ["xgboost.sklearn", words("XGBModel XGBClassifier XGBRegressor XGBRanker XGBRFClassifier XGBRFRegressor")],
  ["lightgbm.basic", words("Booster")],
  ["lightgbm.sklearn", words("LGBMModel LGBMClassifier LGBMRegressor LGBMRanker")],
  ["catboost.core", words("CatBoost CatBoostClassifier CatBoostRegressor CatBoostRanker")],
  ["torch", words(`Size device Tensor Storage ByteStorage CharStorage ShortStorage IntStorage LongStorage HalfStorage FloatStorage
    DoubleStorage BoolStorage BFloat16Storage ComplexFloatStorage ComplexDoubleStorage QInt8Storage QInt32Storage QUInt8Storage
    QUInt2x4Storage QUInt4x2Storage float16 float32 float64 bfloat16 half float double int8 int16 int32 int64 uint8 uint16 uint32
    uint64 short int long bool complex64 complex128 float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz qint8 quint8 qint32
    strided sparse_coo contiguous_format channels_last preserve_format`)],
  ["torch._utils", words(`_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter _rebuild_parameter_with_state
    _rebuild_qtensor _rebuild_sparse_tensor _rebuild_sparse_csr_tensor _rebuild_meta_tensor_no_storage _rebuild_device_tensor_from_numpy
    _rebuild_device_tensor_from_cpu_tensor`)],
  ["torch.storage", words("UntypedStorage TypedStorage _TypedStorage")],
  ["torch.nn.parameter", words("Parameter Buffer")],
  ["torch.serialization", words("_get_layout")],
]);

/** Modules, or all below them, whose classes do nothing on load but hold what they are given. */
const safeFamilies: readonly { module: RegExp; name: RegExp }[] = [
  // Estimators, without what reads files or fetches (datasets), runs things in parallel, or only stands in these modules.
  {
    module: new RegExp(
      "^sklearn\\.(_loss|calibration|cluster|compose|covariance|cross_decomposition|decomposition|discriminant_analysis|dummy" +
        "|ensemble|feature_extraction|feature_selection|gaussian_process|impute|isotonic|kernel_approximation|kernel_ridge" +
        "|linear_model|manifold|metrics|mixture|model_selection|multiclass|multioutput|naive_bayes|neighbors|neural_network" +
        "|pipeline|preprocessing|random_projection|semi_supervised|svm|tree)(\\.[a-z_0-9]+)*$",
    ),
    name: /^(?!Parallel$|Path$|Popen$|GzipFile$|StringIO$|BytesIO$|Thread|Process|Pool$|Request$)_?[A-Z][A-Za-z0-9_]*$/,
  },
  { module: /^sklearn\.[a-z_.0-9]+$/, name: /^__pyx_unpickle_[A-Z]\w*$/ },
  { module: /^scipy\.sparse(\.[a-z_]+)*$/, name: /^(csr|csc|coo|bsr|dia|dok|lil)_(matrix|array)$/ },
  {
    module: new RegExp(
      "^torch\\.nn\\.modules\\.(activation|batchnorm|channelshuffle|container|conv|distance|dropout|embedding|flatten|fold|instancenorm" +
        "|linear|loss|normalization|padding|pixelshuffle|pooling|rnn|sparse|transformer|upsampling)$",
    ),
    name: /^(?!Any$|Callable$|Iterable$|Optional$|Union$)[A-Z][A-Za-z0-9]*$/,
  },
  // Making an exception does not raise it.
  { module: /^(builtins|exceptions)$/, name: /^[A-Z]\w*(Error|Exception|Warning)$/ },
];

/** What runs code, reads or writes files, or gets at anything else by name; by `module.name`. */
const dangerousNames = new Map<string, string>([
  ...reasons("runs the Python code that it is given", "builtins", "eval exec execfile compile breakpoint help"),
  ...reasons("gets at anything by its name", "builtins", "getattr setattr delattr __import__ globals locals vars reload super"),
  ...reasons("calls what it is given", "builtins", "map filter reduce apply"),
  ...reasons("opens files", "builtins", "open file input raw_input exit quit"),
  ...reasons("gets at anything by its name", "operator", "attrgetter methodcaller itemgetter"),
  ...reasons("calls what it is given", "functools", "partial partialmethod reduce singledispatch cached_property"),
  ...reasons("imports what its arguments name", "numpy.core", "_ufunc_reconstruct"),
  ...reasons("imports what its arguments name", "numpy._core", "_ufunc_reconstruct"),
  ...reasons("loads another pickle", "numpy", "load"),
  ...reasons("reads or writes files", "numpy", "fromfile memmap save savez savez_compressed savetxt genfromtxt loadtxt fromregex"),
  ...reasons("loads another pickle, which lies inside of this one and is not looked at", "torch.storage", "_load_from_bytes"),
  ...reasons("loads another pickle", "torch", "load save"),
  ...reasons("loads another pickle", "torch.serialization", "load _load _legacy_load save"),
  ...reasons("loads another pickle", "joblib", "load dump"),
  ...reasons("loads another pickle", "joblib.numpy_pickle", "load load_temporary_memmap dump"),
  ...reasons("loads another pickle from a file beside it", "joblib.numpy_pickle_compat", "NDArrayWrapper ZNDArrayWrapper load_compatibility"),
  ...reasons("loads another pickle", "pandas", "read_pickle"),
  ...reasons("runs the Python code that it is given", "pandas", "eval"),
  ...reasons("runs the Python code that it is given", "types", "FunctionType LambdaType CodeType MethodType new_class"),
  ...reasons("runs the Python code that it is given", "torch.fx.graph_module", "reduce_graph_module reduce_package_graph_module _exec_with_source _forward_from_src"),
  ...reasons("changes how pickles are loaded", "copyreg", "add_extension remove_extension clear_extension_cache pickle constructor"),
  ...reasons("opens files", "io", "open open_code FileIO"),
  ...reasons("opens files", "_io", "open open_code FileIO"),
  ...reasons("opens files", "codecs", "open"),
  ...reasons("runs programs", "platform", "popen _syscmd_file _syscmd_ver"),
  ...reasons("runs programs", "uuid", "_get_command_stdout _popen"),
]);

/** Modules of which everything counts as dangerous, and all below them. */
const dangerousModules = new Map<string, string>([
  ...modules("runs programs and changes files", "os posix nt shutil pathlib2 sh"),
  ...modules("runs programs", "subprocess commands popen2 _posixsubprocess pty multiprocessing billiard _winapi pexpect distutils setuptools pip ensurepip venv"),
  ...modules("changes the running interpreter", "sys site sysconfig gc atexit inspect signal _thread faulthandler"),
  ...modules("imports modules by name", "importlib imp pkgutil zipimport runpy modulefinder pydoc unittest.mock test"),
  ...modules("runs machine code", "ctypes _ctypes cffi numpy.ctypeslib mmap"),
  ...modules("runs the Python code that it is given", "code codeop marshal timeit trace profile cProfile pdb bdb doctest idlelib lib2to3 _pyrepl py_compile compileall cloudpickle dill numpy.f2py numpy.testing numpy.distutils pandas.core.computation torch.jit torch.hub torch.package torch._inductor torch._dynamo torch.fx.experimental torch.utils.bottleneck torch.utils.collect_env torch.utils.cpp_extension torch.utils._config_module torch.utils.data.datapipes logging.config"),
  ...modules("loads another pickle", "pickle _pickle cPickle shelve dbm pandas.io joblib.externals jsonpickle"),
  ...modules("talks to other machines", "socket _socket socketserver ssl _ssl requests urllib urllib2 urllib3 http httplib httpx aiohttp asyncio ftplib smtplib poplib imaplib nntplib telnetlib xmlrpc xmlrpclib wsgiref paramiko fabric webbrowser antigravity"),
  ...modules("runs programs", "tkinter turtle turtledemo curses cgi cgitb mailcap getpass crypt winreg msvcrt win32api win32com"),
  ...modules("opens files", "tempfile fileinput linecache sqlite3 _sqlite3 tarfile zipfile gzip bz2 lzma"),
]);

function* reasons(why: string, module: string, names: string): Generator<[string, string]> {
  for (const name of words(names)) yield [`${module}.${name}`, why];
}

function* modules(why: string, names: string): Generator<[string, string]> {
  for (const name of words(names)) yield [name, why];
}

/**
 * What is to be thought of a name that a pickle imports.
 * The lists follow what https://github.com/trailofbits/fickling and https://github.com/mmaitre314/picklescan know of
 * attacks. Only what is listed is safe.
 * @returns `why`, when it is dangerous
 */
export function verdictOf(module: string, name: string): { verdict: Verdict; why?: string } {
  const why = dangerOf(module === "__builtin__" ? "builtins" : module === "copy_reg" ? "copyreg" : module, name);
  if (why !== null) return { verdict: "dangerous", why };
  if (safeNames.get(module)?.has(name)) return { verdict: "safe" };
  return { verdict: safeFamilies.some((family) => family.module.test(module) && family.name.test(name)) ? "safe" : "unknown" };
}

function dangerOf(module: string, name: string): string | null {
  const exact = dangerousNames.get(`${module}.${name}`);
  if (exact !== undefined) return exact;
  const parts = module.split(".", 16);
  for (let length = parts.length; length > 0; length--) {
    const why = dangerousModules.get(parts.slice(0, length).join("."));
    if (why !== undefined) return why;
  }
  // From protocol 4 on, a name with dots goes on through attributes: a harmless module's `os.system` is os.system.
  if (!name.includes(".")) return null;
  const steps = name.split(".", 64);
  if (steps.some((step) => dangerousModules.has(step) || step.startsWith("__"))) return "reaches through a module for what it has imported itself";
  return null;
}
