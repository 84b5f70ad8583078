using System.Net;
using System.Net.Sockets;

namespace Vedetta.Server.Channels;

/// <summary>A webhook may not go there.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);

/// <summary>
/// Keeps webhooks from reaching into the machine and its network: the address is checked after the name is resolved, on the
/// very connection that is used, so that a name cannot change its mind in between.
/// </summary>
internal static class AddressGuard
{
    /// <summary>A handler for webhooks: no redirects, no proxy, no forbidden address.</summary>
    public static SocketsHttpHandler Handler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancel),
    };

    /// <summary>Whether an address belongs to the machine, its link or its private network.</summary>
    public static bool IsInside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) return true;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast;
        var bytes = address.GetAddressBytes();
        return bytes[0] switch
        {
            0 or 10 or 127 => true,
            100 => bytes[1] is >= 64 and <= 127, // shared address space of providers (RFC 6598)
            169 => bytes[1] == 254,
            172 => bytes[1] is >= 16 and <= 31,
            192 => bytes[1] == 168,
            >= 224 => true, // multicast and reserved
            _ => false,
        };
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancel);
        var allowed = allowPrivate ? addresses : [.. addresses.Where(address => !IsInside(address))];
        if (allowed.Length == 0)
            throw new ForbiddenAddressException("the address is on this machine or in its private network; set channels.allow_private to true to send there");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
