namespace LogPair.Benchmarks.Workload.Lines;

/// <summary>An exception as Serilog's compact formatter writes it.</summary>
internal static class ExceptionText
{
    /// <summary>The member <c>@x</c> with the comma before it.</summary>
    public static ReadOnlySpan<byte> Field =>
        ",\"@x\":\"System.InvalidOperationException: Payment provider said \\\"declined\\\" (StatusCode: 402)\\r\\n"u8 +
        " ---> System.TimeoutException: The operation has timed out.\\r\\n"u8 +
        "   at Shop.Payments.PaymentClient.ChargeAsync(Order order) in /src/Payments/PaymentClient.cs:line 88\\r\\n"u8 +
        "   --- End of inner exception stack trace ---\\r\\n"u8 +
        "   at Shop.Orders.OrderService.PlaceAsync(Cart cart) in /src/Orders/OrderService.cs:line 142\\r\\n"u8 +
        "   at Microsoft.AspNetCore.Mvc.Infrastructure.ControllerActionInvoker.InvokeActionMethodAsync()\\r\\n"u8 +
        "   at Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddlewareImpl.Invoke(HttpContext context)\""u8;
}
