using Microsoft.AspNetCore.Http;

namespace LogPair.Host.Web.Api;

/// <summary>An answer that is one text.</summary>
internal static class ShortAnswer
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>Writes it; for HEAD, its headers only.</summary>
    public static Task WriteAsync(HttpContext http, int status, string body, string contentType = PlainText)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.WriteAsync(body, http.RequestAborted);
    }
}
