using Vedetta.Core.Models;
using Vedetta.Statistics.Profiles;

namespace Vedetta.Core.Ingestion;

/// <summary>What an outcome nobody described is made of. Pure.</summary>
internal static class OutcomeKinds
{
    /// <summary>A number when every value is one and it is not the label; otherwise a class.</summary>
    public static OutcomeKind Of(OutcomeBatch batch, string name)
    {
        if (name == OutcomeDefinition.Label.Name) return OutcomeKind.Class;
        for (var row = 0; row < batch.Count; row++)
            if (batch.Outcome[row] == name && NumericValue.IsMissing(batch.Value[row])) return OutcomeKind.Class;
        return OutcomeKind.Value;
    }
}
