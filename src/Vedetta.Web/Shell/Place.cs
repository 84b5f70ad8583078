namespace Vedetta.Web.Shell;

/// <summary>Entries of the side bar.</summary>
public enum Place
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>All models.</summary>
    Fleet,

    /// <summary>Incidents of all models.</summary>
    Incidents,

    /// <summary>Who is told.</summary>
    Routing,

    /// <summary>One model.</summary>
    Overview,

    /// <summary>The heat-map of one model.</summary>
    Drift,

    /// <summary>Realized and estimated quality of one model.</summary>
    Performance,

    /// <summary>Scores and cut-off of one model.</summary>
    Scores,

    /// <summary>What became of the predictions of a period.</summary>
    Cohorts,

    /// <summary>Experiments of one model.</summary>
    Experiments,

    /// <summary>Where one model is worst.</summary>
    Slices,

    /// <summary>Business metrics of one model.</summary>
    Business,

    /// <summary>Monitors of one model.</summary>
    Monitors,

    /// <summary>The service of one model: rate, latency, errors, rejected input.</summary>
    Traffic,

    /// <summary>What one model is.</summary>
    Settings,

    /// <summary>How the numbers are computed.</summary>
    Methods,

    /// <summary>Where notifications go.</summary>
    Channels,

    /// <summary>Reports that are sent, and that can be read.</summary>
    Reports,

    /// <summary>Health of the program itself.</summary>
    System,

    /// <summary>Keys and people.</summary>
    Access,

    /// <summary>First steps.</summary>
    Setup,
}
