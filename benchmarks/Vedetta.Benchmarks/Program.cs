using System.Globalization;
using Vedetta.Benchmarks;

if (args is not [var name, ..] || BenchmarkList.All.FirstOrDefault(b => b.Name == name) is not { } chosen)
{
    foreach (var benchmark in BenchmarkList.All)
    {
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {benchmark.Name,-10} {benchmark.Purpose}"));
    }
    return args.Length == 0 ? 0 : 2;
}

return await chosen.RunAsync(args[1..]);
