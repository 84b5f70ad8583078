using Vedetta.Statistics.Drift;
using Vedetta.Statistics.Learners;
using Vedetta.Statistics.Multivariate;

namespace Vedetta.Cli.Drift;

/// <summary>Collects the rows drawn of every column while the columns pass by, then compares the tables as wholes.</summary>
internal sealed class WholeTables(int columns, int referenceRows, int currentRows, DriftMethod method)
{
    private readonly TableSample _sample = new(referenceRows, currentRows, method);
    private readonly (LearningColumn Reference, LearningColumn Current)?[] _columns = new (LearningColumn, LearningColumn)?[columns];

    /// <summary>Copies the rows of a column; one that cannot be compared is left out. Columns may come from several threads.</summary>
    public void Take(int at, ColumnSides sides)
    {
        if (sides.Problem is null) _columns[at] = sides.Pick(_sample.Reference, _sample.Current);
    }

    /// <summary>Compares and judges.</summary>
    public JudgedTable Judge()
    {
        var kept = _columns.OfType<(LearningColumn Reference, LearningColumn Current)>().ToArray();
        return MultivariateDrift.Judge(_sample.Compare(new LearningTable([.. kept.Select(k => k.Reference)]), new LearningTable([.. kept.Select(k => k.Current)])));
    }
}
