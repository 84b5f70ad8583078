using Vedetta.Core.Ingestion.Commit;
using Vedetta.Core.Ingestion.Parsing;

namespace Vedetta.Core.Ingestion;

/// <summary>Adds up the answer of a request over its chunks.</summary>
internal sealed class AnswerSum(IssueLog issues)
{
    private long _duplicates;

    public long Accepted { get; private set; }

    /// <summary>Ids made for rows without one.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Adds a chunk of predictions or of a reference; outcomes that came beside them are not counted as rows.</summary>
    public void Add(CommitResult result)
    {
        Accepted += result.Accepted;
        _duplicates += result.Duplicates;
    }

    /// <summary>Adds a chunk of outcomes.</summary>
    public void AddOutcomes(CommitResult result)
    {
        Accepted += result.Outcomes;
        _duplicates += result.OutcomeDuplicates;
    }

    public IngestAnswer Finish() => new(Accepted, _duplicates, issues.Rejected, issues.Warnings, issues.RejectedCount, Ids);
}
