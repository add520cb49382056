namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>What is known of nginx's variables. Others are as good: modules, <c>map</c> and <c>set</c> make new ones.</summary>
internal static class NginxVariables
{
    public static LayoutField Field(string name) => name switch
    {
        "request" => new LayoutField(name, ValueShape.Request) { Spaces = 2 },
        "request_uri" => new LayoutField(name, ValueShape.Target),
        "time_local" => new LayoutField(name) { Spaces = 1, IsTime = true },
        _ => new LayoutField(name)
        {
            IsList = name.StartsWith("upstream_", StringComparison.Ordinal) && !IsOfOneResponse(name),
        },
    };

    private static bool IsOfOneResponse(string name) =>
        name.StartsWith("upstream_http_", StringComparison.Ordinal)
        || name.StartsWith("upstream_cookie_", StringComparison.Ordinal)
        || name.StartsWith("upstream_trailer_", StringComparison.Ordinal)
        || name == "upstream_cache_status";
}
