using Vedetta.Core.Business;
using Vedetta.Core.Channels;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vedetta.Core.Experiments;
using Vedetta.Core.Incidents;
using Vedetta.Core.Incidents.Silencing;
using Vedetta.Core.Routing;
using Vedetta.Core.Ingestion;
using Vedetta.Core.Models;
using Vedetta.Core.Monitors;
using Vedetta.Core.Readings;
using Vedetta.Core.Storage;

namespace Vedetta.Server.Api;

/// <summary>Which failure is answered with which problem: the one place that knows.</summary>
internal static class Problems
{
    public static Problem Malformed(string code, string detail, string? field = null, IReadOnlyList<string>? allowed = null) =>
        new(400, code, "The request cannot be read", detail) { Field = field, Allowed = allowed };

    public static Problem Invalid(string code, string detail, string? field = null, IReadOnlyList<string>? allowed = null) =>
        new(422, code, "The request breaks a rule", detail) { Field = field, Allowed = allowed };

    public static Problem NotFound(string code, string detail) => new(404, code, "Not found", detail);

    public static Problem Conflict(string code, string detail) => new(409, code, "Conflict", detail);

    public static Problem Unsupported(string detail, IReadOnlyList<string> allowed) =>
        new(415, "unsupported_media_type", "The content type is not known", detail) { Allowed = allowed };

    public static Problem TooLarge(string detail) => new(413, "too_large", "The request is too large", detail);

    /// <summary>The problem of a failure that is the caller's or the medium's; null for a fault of the program.</summary>
    public static Problem? Of(Exception failure) => failure switch
    {
        ProblemException known => known.Problem,
        UnknownModelException unknown => NotFound("unknown_model", unknown.Message),
        QuestionException question => Malformed("invalid_parameter", question.Message, question.Field),
        IngestFormatException format => Malformed(format.Code, format.Message, format.Field),
        IngestTooLargeException large => TooLarge(large.Message),
        IngestConflictException conflict => Conflict(conflict.Code, conflict.Message),
        BackpressureException busy => new Problem(429, "busy", "Too many rows are waiting", busy.Message)
        {
            RetryAfterSeconds = (int)Math.Ceiling(busy.RetryAfter.TotalSeconds),
        },
        MonitorValidationException invalid => Invalid("invalid_monitor", "the description of the monitor has faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        ExperimentValidationException invalid => Invalid("invalid_experiment", "the description of the experiment has faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        SilenceValidationException invalid => Invalid("invalid_silence", "the description of the silence has faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        RoutingValidationException invalid => Invalid("invalid_routing", "the routing policy has faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        ChannelValidationException invalid => Invalid("invalid_field", $"{invalid.Faults[0].Field}: {invalid.Faults[0].Message}", invalid.Faults[0].Field) with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        BusinessPlanException invalid => Invalid("invalid_business_plan", "the business metrics have faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        InvalidDescriptionException invalid => Invalid("invalid_" + invalid.Subject, "the description has faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        IncidentStateException state => Conflict("incident_state", state.Message),
        ModelValidationException invalid => Invalid("invalid_model", "the description of the model has faults") with
        {
            Errors = [.. invalid.Faults.Select(fault => new ProblemFault(fault.Field, fault.Message))],
        },
        StorageException storage => new Problem(503, "storage", "The storage failed", storage.Passing ? "the storage cannot take or give data now; see the server's log" : "the storage is damaged; see the server's log")
        {
            RetryAfterSeconds = 30,
        },
        _ when IsMemory(failure) => new Problem(503, "memory", "The server lacks memory", "the server has no memory for this request now; send it again later, in smaller parts")
        {
            RetryAfterSeconds = 5,
        },
        BadHttpRequestException { StatusCode: 413 } => TooLarge("the body is larger than this server takes; send it in parts"),
        BadHttpRequestException bad => new Problem(bad.StatusCode, "malformed_request", "The request cannot be read", "the request is not valid HTTP or ended too early"),
        InvalidDataException => Malformed("malformed_body", "the body cannot be decompressed: it is not what Content-Encoding says, or it is damaged"),
        _ => null,
    };

    // What ran out of memory may be wrapped by whoever waited for it.
    private static bool IsMemory(Exception? failure) => failure switch
    {
        null => false,
        OutOfMemoryException => true,
        AggregateException several => several.InnerExceptions.Any(IsMemory),
        _ => IsMemory(failure.InnerException),
    };

    /// <summary>Writes a problem as the answer.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(problem, ApiJson.Options, Problem.ContentType, context.RequestAborted);
    }
}
