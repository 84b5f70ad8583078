using System.Globalization;
using Vedetta.Benchmarks.Store;

return args switch
{
    ["rows", ..] => await StoreBenchmark.RunAsync(Size(1_000_000)),
    ["profiles", ..] => await ProfileBenchmark.RunAsync(Size(90)),
    _ => Usage(),
};

int Size(int otherwise) => args is [_, var size] ? int.Parse(size, CultureInfo.InvariantCulture) : otherwise;

static int Usage()
{
    Console.Error.WriteLine("usage: Vedetta.Benchmarks rows [ROWS] | profiles [DAYS]   rows or profiles into and out of the embedded store");
    return 2;
}
