namespace Vedetta.Web.Setup;

/// <summary>The lines that log a first prediction, per language, against this server.</summary>
public static class Snippets
{
    /// <summary>The code of a language.</summary>
    public static string Of(string language, string server) => language switch
    {
        "python" => $$"""
            from vedetta import Vedetta                     # clients/python/vedetta.py, one file

            log = Vedetta("{{server}}", "my-model", api_key="vdt_...", version="1")
            id = log.log_prediction({"age": 41, "region": "osh"}, score=0.183)
            # weeks later: log.log_outcome(id, "label", 1)
            """,
        "csharp" => $$"""
            using Vedetta.Client;

            await using var log = new VedettaClient(new VedettaOptions { Server = new Uri("{{server}}"), Model = "my-model", Version = "1", ApiKey = "vdt_..." });
            var id = log.LogPrediction(new LoggedPrediction { Score = 0.183 }, ("age", 41), ("region", "osh"));
            // weeks later: log.LogOutcome(id, "label", 1);
            """,
        _ => $$$"""
            curl {{{server}}}/v1/models/my-model/predictions \
              -H "Authorization: Bearer $VEDETTA_KEY" \
              -H "Content-Type: application/json" \
              -d '{"id": "a1", "version": "1", "score": 0.183,
                   "features": {"age": 41, "region": "osh"}}'
            """,
    };
}
