using System.Net;
using System.Net.Sockets;

namespace Vedetta.Server.Channels;

/// <summary>A channel may not go there.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);

/// <summary>
/// Keeps channels from reaching into the machine and its network: the address is checked after the name is resolved, on the
/// very connection that is used, so that a name cannot change its mind in between.
/// </summary>
/// <param name="allowPrivate">Whether every private address may be reached.</param>
/// <param name="hosts">Names and addresses that may be private: a mail server, an Alertmanager.</param>
internal sealed class AddressGuard(bool allowPrivate, IReadOnlyList<string> hosts)
{
    /// <summary>A handler for channels: no redirects, no proxy, no forbidden address, and nothing of ours in traces, since addresses carry secrets.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, cancel) => await ConnectAsync(context.DnsEndPoint, cancel),
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

    /// <summary>A connection to the other side.</summary>
    /// <exception cref="ForbiddenAddressException">It may not be reached.</exception>
    /// <exception cref="SocketException">It cannot be reached, or has no address.</exception>
    public async ValueTask<NetworkStream> ConnectAsync(DnsEndPoint target, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancel);
        var allowed = allowPrivate || hosts.Contains(target.Host, StringComparer.OrdinalIgnoreCase) ? addresses : [.. addresses.Where(address => !IsInside(address))];
        if (allowed.Length == 0)
            throw new ForbiddenAddressException("the address is on this machine or in its private network; name it in channels.allow_hosts, or set channels.allow_private to true");
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
