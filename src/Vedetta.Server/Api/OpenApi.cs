using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Vedetta.Server.Api;

/// <summary>The description of the API that the server itself serves, and a page to read it.</summary>
internal static class OpenApi
{
    private const string Document = "v1";

    public static IServiceCollection AddVedettaOpenApi(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Vedetta", Version = "1", Description = "Watches models in production. Errors are problem details (RFC 9457) with a stable code." };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancel) =>
        {
            foreach (var parameters in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>())
            {
                operation.Parameters ??= [];
                foreach (var parameter in parameters.All) operation.Parameters.Add(Describe(parameter));
            }

            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<JsonBody>().FirstOrDefault() is not { } body) return;
            var schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancel);
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
            };
        });
    });

    public static void MapVedettaOpenApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var files = ReadFiles();
        foreach (var (name, type) in new[] { ("reference.html", "text/html; charset=utf-8"), ("reference.js", "text/javascript; charset=utf-8"), ("reference.css", "text/css; charset=utf-8") })
        {
            var path = name == "reference.html" ? "/openapi" : "/openapi/" + name;
            app.MapGet(path, (HttpContext http) =>
            {
                http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
                return TypedResults.Bytes(files[name], type);
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static OpenApiParameter Describe(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Required = parameter.Required,
        Description = parameter.Description,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = parameter.Allowed is { } allowed ? [.. allowed.Select(word => (JsonNode)JsonValue.Create(word)!)] : null,
        },
    };

    private static Dictionary<string, byte[]> ReadFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in new[] { "reference.html", "reference.js", "reference.css" })
        {
            using var stream = assembly.GetManifestResourceStream("openapi/" + name) ?? throw new InvalidOperationException($"the program lacks its file {name}");
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            files[name] = copy.ToArray();
        }

        return files;
    }
}
