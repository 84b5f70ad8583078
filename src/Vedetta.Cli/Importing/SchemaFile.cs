using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Replay;
using Vedetta.Core.Models;

namespace Vedetta.Cli.Importing;

/// <summary>Reads a model's description for <c>--schema</c>.</summary>
internal static class SchemaFile
{
    /// <summary>Reads a <c>case.json</c>.</summary>
    /// <exception cref="UsageException">The file is missing or no description.</exception>
    public static ModelDescription Read(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"--schema: there is no file '{path}'");
        return CaseFile.Read(path).Description;
    }
}
