using System.IO.Hashing;
using Microsoft.AspNetCore.Http;

namespace LogPair.Host.Web;

/// <summary>
/// The page at <c>/</c>, the files that it is made of, and the documentation that it links to. Its scripts ask
/// <c>/api/v1/…</c> for everything that they show.
/// </summary>
/// <remarks>Keeps nothing in memory: the files are part of the executable.</remarks>
internal static class StatusPage
{
    /// <summary>
    /// Nothing but files of this port is loaded or asked, and no text becomes a script or a style, whatever a log line says.
    /// </summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Resources = "page/";

    /// <summary>Whether there is a file at the path.</summary>
    public static bool Has(string path) => ContentType(path) is not null
        && typeof(StatusPage).Assembly.GetManifestResourceInfo(ResourceName(path)) is not null;

    /// <summary>Answers with a file, or with 304 if the client has it.</summary>
    public static async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var content = Content(path);
        var tag = $"\"{XxHash3.HashToUInt64(content):x16}\"";
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.ETag = tag;

        // A browser may keep it, but asks each time whether it still holds: so it also shows who may no longer see it.
        headers.CacheControl = "private, no-cache";
        if ($"{http.Request.Headers.IfNoneMatch}".Split(',', StringSplitOptions.TrimEntries).Contains(tag, StringComparer.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = ContentType(path);
        http.Response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    private static string ResourceName(string path) => Resources + (path == "/" ? "index.html" : path[1..]);

    private static string? ContentType(string path) => path == "/" ? "text/html; charset=utf-8" : Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".md" => "text/plain; charset=utf-8",
        _ => null,
    };

    private static byte[] Content(string path)
    {
        using var file = typeof(StatusPage).Assembly.GetManifestResourceStream(ResourceName(path))!;
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
