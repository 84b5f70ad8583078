using System.Net;
using AngleSharp.Html.Dom;
using Vedetta.Web.Tests.Story;

namespace Vedetta.Web.Tests.Pages;

/// <summary>A browser without scripts that keeps its cookies and sends the forms of the pages.</summary>
internal static class Browser
{
    /// <summary>A fresh one.</summary>
    public static HttpClient Of(StoryHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = host.Address };

    /// <summary>Sends a form with the token of the page it stands on.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var document = await StoryPages.ReadAsync(client, page);
        var token = document.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().First(i => i.Name!.Contains("RequestVerificationToken", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)).Append(new(token.Name!, token.Value)));
        return await client.PostAsync(action, form);
    }

    /// <summary>Everything a form of a page would send as it stands.</summary>
    public static async Task<List<(string Name, string Value)>> FieldsAsync(HttpClient client, string page, string form)
    {
        var document = await StoryPages.ReadAsync(client, page);
        var fields = new List<(string Name, string Value)>();
        foreach (var element in document.QuerySelector(form)!.QuerySelectorAll("input[name], select[name]"))
        {
            if (element.HasAttribute("disabled")) continue;
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox", IsChecked: false } or IHtmlInputElement { Type: "submit" }: break;
                case IHtmlInputElement input: fields.Add((input.Name!, input.Value)); break;
                case IHtmlSelectElement select: fields.Add((select.Name!, select.Value!)); break;
            }
        }

        return fields;
    }
}
