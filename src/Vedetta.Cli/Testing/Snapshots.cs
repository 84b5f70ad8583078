using Vedetta.Core.Incidents;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Time;

namespace Vedetta.Cli.Testing;

/// <summary>What is at one moment of a test.</summary>
/// <param name="Verdicts">Latest reading of every monitor and column.</param>
/// <param name="Incidents">Every incident, the resolved ones too.</param>
/// <param name="Notices">What people were told since the moment before.</param>
internal sealed record Snapshot(IReadOnlyList<Said> Verdicts, IReadOnlyList<Incident> Incidents, IReadOnlyList<NoticeKind> Notices);

/// <summary>What a monitor says of a column, or of the whole model.</summary>
internal sealed record Said(string Monitor, string Column, Window Window, Reading Reading)
{
    /// <summary>The latest reading of a status.</summary>
    public static Said Of(MonitorStatus status) => new(status.Monitor, status.Column, status.Window, status.Reading);
}

/// <summary>Plays one test: time only goes forward.</summary>
internal interface ITestPlay : IAsyncDisposable
{
    /// <summary>What is at that moment.</summary>
    ValueTask<Snapshot> AtAsync(DateTimeOffset moment, CancellationToken cancel);
}
