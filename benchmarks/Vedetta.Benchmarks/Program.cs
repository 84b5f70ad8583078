using Vedetta.Benchmarks.Store;

return args switch
{
    ["rows", ..] => await StoreBenchmark.RunAsync(args is [_, var rows] ? int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Vedetta.Benchmarks rows [ROWS]   rows into and out of the embedded store");
    return 2;
}
