using Vedetta.Core.Monitors;
using Vedetta.Core.Time;

namespace Vedetta.Server.Api;

/// <summary>A query parameter, for the OpenAPI document.</summary>
internal sealed record QueryParameter(string Name, string Description, IReadOnlyList<string>? Allowed = null, bool Required = false);

/// <summary>What the query parameters mean.</summary>
internal static class RowsParameters
{
    public static readonly QueryParameter From = new("from", "First moment, RFC 3339");
    public static readonly QueryParameter To = new("to", "First moment after, RFC 3339");
    public static readonly QueryParameter Limit = new("limit", "At most this many");
    public static readonly QueryParameter Method = new("method", "Drift method; psi when not given");

    public static IReadOnlyList<QueryParameter> Span { get; } = [From, To];

    /// <summary>What columns can be compared with.</summary>
    public static IReadOnlyList<string> Baselines { get; } = [.. EnumWords.All<BaselineKind>().Where(word => word != EnumWords.Of(BaselineKind.PreviousVersion))];

    public static IReadOnlyList<QueryParameter> Series { get; } =
    [
        From,
        To,
        new("as_of", "What was known at this moment"),
        new("every", "Length of the windows", EnumWords.All<WindowSize>()),
        new("version", "Only this version"),
        new("segment", "Only these rows, written column:value"),
        new("baseline", "What windows are compared with", Baselines),
        new("column", "Columns with commas between, or repeated; * for all"),
    ];

    public static IReadOnlyList<QueryParameter> Predictions { get; } =
    [
        new("create", "true makes a model that is not known yet", ["true", "false"]),
        new("backfill", "true for history: it notifies nobody", ["true", "false"]),
        .. RowsBody.Mapping.Select(name => new QueryParameter(name, "Name of this column in a flat file")),
    ];

    public static IReadOnlyList<QueryParameter> Outcomes { get; } = Predictions.Skip(1).ToList();

    public static IReadOnlyList<QueryParameter> Reference { get; } =
        [new("version", "Version the reference belongs to"), Predictions[0], .. Predictions.Skip(2)];
}

/// <summary>Puts parameters on an endpoint's description.</summary>
internal static class ParameterExtensions
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, IReadOnlyList<QueryParameter> parameters) =>
        endpoint.WithMetadata(new QueryParameters(parameters));

    /// <summary>Describes the JSON body of an endpoint that reads it itself.</summary>
    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new JsonBody(typeof(T)));
}

/// <summary>The JSON body of an endpoint.</summary>
internal sealed record JsonBody(Type Type);

/// <summary>The parameters of an endpoint.</summary>
internal sealed record QueryParameters(IReadOnlyList<QueryParameter> All);
