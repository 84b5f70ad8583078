namespace Vedetta.Statistics.Performance;

/// <summary>Reasons that several metrics give in the same words.</summary>
internal static class Reasons
{
    public const string NoRows = "no labelled rows";
    public const string OneClass = "all labels are of one class";
    public const string NotProbabilities = "scores outside 0 to 1 are no probabilities";
    public const string FewOfAClass = "fewer than 5 rows of a class: no honest interval";
    public const string FewForVerdict = "5 to 9 rows of a class: interval shown, no verdict";
}
