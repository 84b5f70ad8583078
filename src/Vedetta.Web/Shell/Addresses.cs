using Vedetta.Core.Models;

namespace Vedetta.Web.Shell;

/// <summary>Addresses of the pages, so that no page spells another's.</summary>
public static class Addresses
{
    /// <summary>All models.</summary>
    public const string Fleet = "/";

    /// <summary>Incidents of all models.</summary>
    public const string Incidents = "/incidents";

    /// <summary>Silences of all models.</summary>
    public const string Silences = "/incidents/silences";

    /// <summary>Monitors that call people for nothing.</summary>
    public const string Noise = "/incidents/noise";

    /// <summary>Who is told.</summary>
    public const string Routing = "/routing";
    /// <summary>Where notifications go.</summary>
    public const string Channels = "/channels";

    /// <summary>The form of a new channel.</summary>
    public const string NewChannel = "/new-channel";

    /// <summary>Reports that are sent, and that can be read.</summary>
    public const string Reports = "/reports";

    /// <summary>Health of the program itself.</summary>
    public const string OwnHealth = "/system";

    /// <summary>Where forms of heartbeats are sent.</summary>
    public const string Heartbeats = OwnHealth + "/heartbeats";

    /// <summary>Keys and people.</summary>
    public const string Access = "/access";

    /// <summary>First steps.</summary>
    public const string Setup = "/setup";

    /// <summary>How the numbers are computed.</summary>
    public const string Methods = "/methods";

    /// <summary>Sign in.</summary>
    public const string Login = "/login";

    /// <summary>One model.</summary>
    public static string Model(ModelId model) => $"/models/{Uri.EscapeDataString(model.Value)}";

    /// <summary>The heat-map of a model, with a column open where one is given.</summary>
    public static string Drift(ModelId model, string? column = null) =>
        Model(model) + "/drift" + (string.IsNullOrEmpty(column) ? "" : "?column=" + Uri.EscapeDataString(column));

    /// <summary>Realized and estimated quality of a model.</summary>
    public static string Performance(ModelId model) => Model(model) + "/performance";

    /// <summary>Scores and cut-off of a model.</summary>
    public static string Scores(ModelId model) => Model(model) + "/scores";

    /// <summary>Cohorts of a model.</summary>
    public static string Cohorts(ModelId model) => Model(model) + "/cohorts";

    /// <summary>Experiments of a model.</summary>
    public static string Experiments(ModelId model) => Model(model) + "/experiments";

    /// <summary>Correlations of a model.</summary>
    public static string Correlations(ModelId model) => Model(model) + "/correlations";

    /// <summary>The service of a model.</summary>
    public static string Traffic(ModelId model) => Model(model) + "/traffic";

    /// <summary>Rejected input of a model.</summary>
    public static string Rejected(ModelId model) => Model(model) + "/rejected";

    /// <summary>What a model is.</summary>
    public static string Settings(ModelId model) => Model(model) + "/settings";

    /// <summary>Where a model is worst.</summary>
    public static string Slices(ModelId model) => Model(model) + "/slices";

    /// <summary>Business metrics of a model.</summary>
    public static string Business(ModelId model) => Model(model) + "/business";

    /// <summary>Monitors of a model.</summary>
    public static string Monitors(ModelId model) => Model(model) + "/monitors";

    /// <summary>One monitor of a model, to edit.</summary>
    public static string Monitor(ModelId model, string monitor) => Monitors(model) + "/" + Uri.EscapeDataString(monitor);

    /// <summary>The form of a new monitor.</summary>
    public static string NewMonitor(ModelId model) => Model(model) + "/new-monitor";

    /// <summary>Incidents of a model, the resolved ones too.</summary>
    public static string IncidentsOf(ModelId model) => $"/incidents?model={Uri.EscapeDataString(model.Value)}&state=all";

    /// <summary>One incident.</summary>
    public static string Incident(string id) => "/incidents/" + Uri.EscapeDataString(id);

    /// <summary>One channel.</summary>
    public static string Channel(string name) => Channels + "/" + Uri.EscapeDataString(name);

    /// <summary>The explanation of a method.</summary>
    public static string Method(string method) => "/methods/" + Uri.EscapeDataString(method);
}
