using Vedetta.Cli.CommandLine;
using Vedetta.Cli.Tables;
using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Drift.Compat;

namespace Vedetta.Cli.Drift;

/// <summary>The reference and the current file of a comparison, both open.</summary>
internal sealed class TwoFiles : IDisposable
{
    private TwoFiles(ITableFile reference, ITableFile current) => (Reference, Current) = (reference, current);

    /// <summary>What is compared with.</summary>
    public ITableFile Reference { get; }

    /// <summary>What is looked at.</summary>
    public ITableFile Current { get; }

    /// <summary>Opens both at once.</summary>
    /// <exception cref="UsageException">One of them cannot be read.</exception>
    public static TwoFiles Open(string reference, string current, TableOpening opening, Terminal terminal, CancellationToken cancel)
    {
        using var progress = new ProgressLine(terminal, "reading", Length(current));
        var first = Task.Run<object>(() => opening.Open(reference, cancel), cancel);
        try
        {
            var second = (opening with { Progress = progress }).Open(current, cancel);
            return new TwoFiles((ITableFile)first.GetAwaiter().GetResult(), second);
        }
        catch (UsageException)
        {
            // The reference's own complaint comes first, whichever file was read faster.
            ((ITableFile)first.GetAwaiter().GetResult()).Dispose();
            throw;
        }
    }

    /// <summary>Compares the columns.</summary>
    public DriftReport Compare(ComparedColumns compared, DriftMethod method, Compatibility? tool, bool pictures, Terminal terminal, CancellationToken cancel)
    {
        using var progress = new ProgressLine(terminal, "comparing", compared.Choose(Reference.Columns, Current.Columns).Count);
        return new FileComparison(Reference, Current, compared, method) { Progress = progress, Pictures = pictures, As = tool }.Run(cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reference.Dispose();
        Current.Dispose();
    }

    private static long? Length(string path) => File.Exists(path) ? new FileInfo(path).Length : null;
}
