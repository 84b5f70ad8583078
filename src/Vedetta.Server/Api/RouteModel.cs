using Vedetta.Core.Models;

namespace Vedetta.Server.Api;

/// <summary>The model named in a path.</summary>
internal static class RouteModel
{
    /// <summary>The name, or a 400 that says what names look like.</summary>
    public static ModelId Parse(string text) => ModelId.TryParse(text, out var id)
        ? id
        : throw new ProblemException(Problems.Malformed("invalid_model_name", $"a model's name has {ModelId.Allowed}", "model"));
}
