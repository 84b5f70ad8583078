using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Business;
using Vedetta.Core.Business.Daily;
using Vedetta.Core.Channels;
using Vedetta.Core.Experiments;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Monitors.Streams;
using Vedetta.Core.Routing;

namespace Vedetta.Storage.Relational.Documents;

/// <summary>
/// Records as JSON documents. Enumerations are written by name, so that inserting a member never changes the meaning of
/// what is stored; unknown properties are passed over, so that an older program reads what a newer one wrote.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(VerdictConverter), typeof(ModelIdConverter)])]
[JsonSerializable(typeof(ModelDefinition))]
[JsonSerializable(typeof(ModelVersion))]
[JsonSerializable(typeof(QuarantinedRow))]
[JsonSerializable(typeof(MonitorDefinition))]
[JsonSerializable(typeof(Reading))]
[JsonSerializable(typeof(EvaluationMark))]
[JsonSerializable(typeof(StreamState))]
[JsonSerializable(typeof(ExperimentDefinition))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(Channel))]
[JsonSerializable(typeof(Silence))]
[JsonSerializable(typeof(RoutingPolicy))]
[JsonSerializable(typeof(RoutingTrail))]
[JsonSerializable(typeof(BusinessPlan))]
[JsonSerializable(typeof(BusinessMark))]
[JsonSerializable(typeof(BusinessDay))]
[JsonSerializable(typeof(BusinessReview))]
internal sealed partial class DocumentJson : JsonSerializerContext;

/// <summary>Writes and reads documents.</summary>
internal static class Document
{
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, typeof(T), DocumentJson.Default);

    public static T Read<T>(string document) =>
        (T)(JsonSerializer.Deserialize(document, typeof(T), DocumentJson.Default)
            ?? throw new JsonException($"a stored {typeof(T).Name} is null"));

    /// <summary>A moment as ticks of UTC.</summary>
    public static long Ticks(DateTimeOffset moment) => moment.UtcTicks;

    /// <summary>A moment from ticks of UTC.</summary>
    public static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);
}
