using System.Text.Json;
using System.Text.Json.Serialization;
using Vedetta.Core.Models;

namespace Vedetta.Core.Storage;

/// <summary>Small documents of one model among those of the program; they go with the model when it is deleted.</summary>
public static class ModelDocuments
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Beginning of the names of a model's documents.</summary>
    public static string PrefixOf(ModelId model) => $"model/{model.Value}/";

    /// <summary>The document, or null.</summary>
    public static async ValueTask<T?> FindOfModelAsync<T>(this ISettingsStore store, ModelId model, string name, CancellationToken cancel)
        where T : class => await store.FindDocumentAsync<T>(PrefixOf(model) + name, cancel);

    /// <summary>Stores a document, replacing what was.</summary>
    public static ValueTask SaveOfModelAsync<T>(this ISettingsStore store, ModelId model, string name, T document, CancellationToken cancel)
        where T : class => store.SaveDocumentAsync(PrefixOf(model) + name, document, cancel);

    /// <summary>A document of the program, or null.</summary>
    public static async ValueTask<T?> FindDocumentAsync<T>(this ISettingsStore store, string name, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindAsync(name, cancel) is { } json ? JsonSerializer.Deserialize<T>(json, Json) : null;
    }

    /// <summary>Stores a document of the program, replacing what was.</summary>
    public static ValueTask SaveDocumentAsync<T>(this ISettingsStore store, string name, T document, CancellationToken cancel)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.SaveAsync(name, JsonSerializer.Serialize(document, Json), cancel);
    }
}
