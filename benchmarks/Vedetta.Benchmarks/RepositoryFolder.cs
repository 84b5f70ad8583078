namespace Vedetta.Benchmarks;

/// <summary>Where results are written.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder of the solution, above the built program.</summary>
    /// <exception cref="DirectoryNotFoundException">The program lies outside the repository.</exception>
    internal static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Vedetta.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Vedetta.slnx; run the benchmark from the repository.");
    }
}
