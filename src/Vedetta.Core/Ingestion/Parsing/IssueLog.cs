using System.Text;
using Vedetta.Core.Models;

namespace Vedetta.Core.Ingestion.Parsing;

/// <summary>Rejected rows and warnings of one request: the first thousand of each as objects, all of them counted.</summary>
internal sealed class IssueLog(ModelId model, DateTimeOffset receivedAt)
{
    private const int Kept = 1000;
    private const int PayloadLimit = 4096;
    private readonly List<RowIssue> _rejected = [];
    private readonly List<RowIssue> _warnings = [];
    private List<QuarantinedRow> _quarantine = [];

    public IReadOnlyList<RowIssue> Rejected => _rejected;

    public IReadOnlyList<RowIssue> Warnings => _warnings;

    public long RejectedCount { get; private set; }

    /// <summary>Rejected rows not yet handed to quarantine.</summary>
    public int Waiting => _quarantine.Count;

    /// <summary>Whether one more warning would be kept: callers skip building messages nobody reads.</summary>
    public bool TakesWarnings => _warnings.Count < Kept;

    public void Warn(long index, string? id, string code, string? field, string message)
    {
        if (TakesWarnings) _warnings.Add(new RowIssue(index, id, code, field, message));
    }

    public void Reject(long index, string? id, string code, string? field, string message, ReadOnlySpan<byte> payload)
    {
        RejectedCount++;
        var issue = new RowIssue(index, id, code, field, message);
        if (_rejected.Count < Kept) _rejected.Add(issue);
        _quarantine.Add(new QuarantinedRow(model, receivedAt, issue, Clip(payload)));
    }

    /// <summary>Takes the rejected rows that quarantine has not got yet.</summary>
    public IReadOnlyList<QuarantinedRow> TakeQuarantine()
    {
        if (_quarantine.Count == 0) return [];
        var taken = _quarantine;
        _quarantine = [];
        return taken;
    }

    private static string Clip(ReadOnlySpan<byte> payload)
    {
        payload = payload.TrimEnd("\r\n"u8);
        return Encoding.UTF8.GetString(payload.Length <= PayloadLimit ? payload : payload[..PayloadLimit]);
    }
}
