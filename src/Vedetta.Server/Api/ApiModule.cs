namespace Vedetta.Server.Api;

/// <summary>The HTTP API as a whole.</summary>
internal static class ApiModule
{
    public static IServiceCollection AddVedettaApi(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(json => ApiJson.Fill(json.SerializerOptions));

    public static void MapVedettaApi(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapModels();
    }
}
