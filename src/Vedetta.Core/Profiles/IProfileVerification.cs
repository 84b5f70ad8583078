using Vedetta.Core.Models;

namespace Vedetta.Core.Profiles;

/// <summary>Proves that the stored profiles are what a full scan of the rows gives. Thread-safe.</summary>
public interface IProfileVerification
{
    /// <summary>Scans every row of the model and compares: counts exactly, moments to 1e-12 relative.</summary>
    ValueTask<VerifyReport> VerifyAsync(ModelId model, IProgress<long>? progress, CancellationToken cancel);

    /// <summary>Makes the profiles of the model again from its rows.</summary>
    ValueTask RepairAsync(ModelId model, CancellationToken cancel);
}

/// <summary>What a verification found.</summary>
/// <param name="Model">The model.</param>
/// <param name="Rows">Rows scanned.</param>
/// <param name="Profiles">Profiles compared.</param>
/// <param name="Differences">What differs, the first hundred.</param>
/// <param name="DifferenceCount">All that differs.</param>
public sealed record VerifyReport(ModelId Model, long Rows, long Profiles, IReadOnlyList<ProfileDifference> Differences, long DifferenceCount)
{
    /// <summary>Whether everything agrees.</summary>
    public bool Agrees => DifferenceCount == 0;
}

/// <summary>One difference.</summary>
/// <param name="Key">Which profile.</param>
/// <param name="What">The number that differs.</param>
/// <param name="Stored">As the profiles say.</param>
/// <param name="Scanned">As the rows say.</param>
public sealed record ProfileDifference(ProfileKey Key, string What, string Stored, string Scanned);
