// A scoring service that logs every prediction. The section "Vedetta" of appsettings.json says where to:
//   dotnet run --project samples/aspnetcore
//   curl -d '{"age":41,"income":1000,"amount":3000,"region":"osh"}' -H 'Content-Type: application/json' http://localhost:5000/score

using System.Diagnostics;
using Vedetta.Client;
using Vedetta.Samples.AspNetCore;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddVedetta(builder.Configuration.GetRequiredSection("Vedetta").Get<VedettaOptions>()!);
WebApplication app = builder.Build();

app.MapPost("/score", (Application application, VedettaClient vedetta) =>
{
    long start = Stopwatch.GetTimestamp();
    double score = application.Score();
    string decision = score < 0.2 ? "approve" : "decline";
    string id = vedetta.LogPrediction(
        new()
        {
            Score = score,
            Decision = decision,
            Amount = application.Amount,
            LatencyMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds,
        },
        ("age", application.Age), ("income", application.Income), ("amount", application.Amount), ("region", application.Region));
    return new Decided(id, score, decision);
});

app.MapPost("/repaid/{id}", (string id, Repayment repayment, VedettaClient vedetta) =>
{
    vedetta.LogOutcome(id, "label", repayment.OnTime ? 0 : 1);
    return TypedResults.NoContent();
});

await app.RunAsync();
