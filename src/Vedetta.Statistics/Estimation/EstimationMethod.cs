namespace Vedetta.Statistics.Estimation;

/// <summary>How performance is estimated without labels.</summary>
public enum EstimationMethod
{
    /// <summary>The median of CBPE, PAPE and a residual-corrected CBPE where features are kept; CBPE without them; DLE for a regression.</summary>
    Auto,

    /// <summary>Confidence-based performance estimation: the metric expected from calibrated scores.</summary>
    Cbpe,

    /// <summary>CBPE with a calibration weighted to the window by a boosted density ratio.</summary>
    Pape,

    /// <summary>CBPE with a calibration weighted to the window by a logistic density ratio.</summary>
    MCbpe,

    /// <summary>Direct loss estimation: a model of the loss of every row; for a regression.</summary>
    Dle,
}

/// <summary>Names of the methods.</summary>
public static class EstimationMethods
{
    private static readonly (EstimationMethod Method, string Name)[] Names =
    [
        (EstimationMethod.Auto, "auto"), (EstimationMethod.Cbpe, "cbpe"), (EstimationMethod.Pape, "pape"),
        (EstimationMethod.MCbpe, "m_cbpe"), (EstimationMethod.Dle, "dle"),
    ];

    /// <summary>All names, in the order of the help.</summary>
    public static IEnumerable<string> AllNames => Names.Select(n => n.Name);

    /// <summary>The name on the command line.</summary>
    public static string Name(EstimationMethod method) => Names[(int)method].Name;

    /// <summary>The method of that name; null when there is none.</summary>
    public static EstimationMethod? Find(string name)
    {
        foreach (var (method, known) in Names)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
                return method;
        }
        return null;
    }
}
