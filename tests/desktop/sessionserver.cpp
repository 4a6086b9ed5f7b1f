// An X session manager with one client: reports what the client wants, and ends the session when told to.
//
// stdout: "address ADDRESS" (for SESSION_MANAGER), then "registered", "restart N" (SmRestartStyleHint),
// "saved", "gone". stdin: "save" asks the client to save itself, "end" asks it to save itself and exit.
#include <X11/ICE/ICElib.h>
#include <X11/SM/SMlib.h>

#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

// From libICE, not declared in any header: nothing here is for the network.
extern "C" void _IceTransNoListen(const char *protocol);

namespace {

SmsConn g_client = nullptr;
bool g_ends = false;

void say(const std::string &line)
{
    std::cout << line << std::endl;
}

Status registered(SmsConn client, SmPointer, char *previous)
{
    static char id[] = "the-only-one";
    std::free(previous);
    g_client = client;
    if (SmsRegisterClientReply(client, id) == 0)
        return 0;
    SmsSaveYourself(
        client, SmSaveLocal, False, SmInteractStyleNone, False); // the protocol requires it for a new client
    say("registered");
    return 1;
}

void saved(SmsConn client, SmPointer, Bool)
{
    say("saved");
    if (g_ends)
        SmsDie(client);
    else
        SmsSaveComplete(client);
}

void propertiesSet(SmsConn, SmPointer, int count, SmProp **properties)
{
    for (int i = 0; i < count; ++i) {
        if (std::strcmp(properties[i]->name, SmRestartStyleHint) == 0)
            say("restart " + std::to_string(*static_cast<unsigned char *>(properties[i]->vals[0].value)));
        SmFreeProperty(properties[i]);
    }
    std::free(properties);
}

void closed(SmsConn client, SmPointer, int count, char **reasons)
{
    SmFreeReasons(count, reasons);
    IceConn connection = SmsGetIceConnection(client);
    g_client = nullptr;
    SmsCleanUp(client);
    IceSetShutdownNegotiation(connection, False);
    IceCloseConnection(connection);
    say("gone");
}

Status newClient(SmsConn, SmPointer, unsigned long *mask, SmsCallbacks *calls, char **)
{
    *mask = SmsRegisterClientProcMask | SmsInteractRequestProcMask | SmsInteractDoneProcMask
        | SmsSaveYourselfRequestProcMask | SmsSaveYourselfP2RequestProcMask | SmsSaveYourselfDoneProcMask
        | SmsCloseConnectionProcMask | SmsSetPropertiesProcMask | SmsDeletePropertiesProcMask
        | SmsGetPropertiesProcMask;
    *calls = {};
    calls->register_client.callback = registered;
    calls->interact_request.callback = [](SmsConn client, SmPointer, int) { SmsInteract(client); };
    calls->interact_done.callback = [](SmsConn, SmPointer, Bool) {};
    calls->save_yourself_request.callback = [](SmsConn, SmPointer, int, Bool, int, Bool, Bool) {};
    calls->save_yourself_phase2_request.callback
        = [](SmsConn client, SmPointer) { SmsSaveYourselfPhase2(client); };
    calls->save_yourself_done.callback = saved;
    calls->close_connection.callback = closed;
    calls->set_properties.callback = propertiesSet;
    calls->delete_properties.callback = [](SmsConn, SmPointer, int, char **) {};
    calls->get_properties.callback
        = [](SmsConn client, SmPointer) { SmsReturnProperties(client, 0, nullptr); };
    return 1;
}

Bool anyHost(char *)
{
    return True;
}

void obey(const std::string &word)
{
    if (!g_client)
        return;
    g_ends = word == "end";
    SmsSaveYourself(g_client, SmSaveBoth, g_ends ? True : False, SmInteractStyleAny, False);
}

IceConn accepted(IceListenObj listener)
{
    IceAcceptStatus status = IceAcceptFailure;
    IceConn connection = IceAcceptConnection(listener, &status);
    while (connection && IceConnectionStatus(connection) == IceConnectPending)
        IceProcessMessages(connection, nullptr, nullptr);
    return connection;
}

} // namespace

int main()
{
    _IceTransNoListen("tcp");
    char error[256] = {};
    int count = 0;
    IceListenObj *listeners = nullptr;
    if (SmsInitialize("mimir", "1", newClient, nullptr, anyHost, sizeof(error), error) == 0
        || IceListenForConnections(&count, &listeners, sizeof(error), error) == 0) {
        std::fprintf(stderr, "%s\n", error);
        return 1;
    }
    IceSetIOErrorHandler([](IceConn) { std::_Exit(1); });
    for (int i = 0; i < count; ++i)
        IceSetHostBasedAuthProc(listeners[i], anyHost);
    say(std::string("address ") + IceComposeNetworkIdList(count, listeners));
    IceConn connection = nullptr;
    std::string word;
    for (;;) {
        const bool open = connection && (g_client || IceConnectionStatus(connection) == IceConnectAccepted);
        std::vector<pollfd> waited {
            {STDIN_FILENO, POLLIN, 0}, {open ? IceConnectionNumber(connection) : -1, POLLIN, 0}};
        for (int i = 0; i < count; ++i)
            waited.push_back({IceGetListenConnectionNumber(listeners[i]), POLLIN, 0});
        if (poll(waited.data(), waited.size(), -1) < 0)
            return 1;
        if (waited[0].revents != 0) {
            if (!std::getline(std::cin, word))
                return 0;
            obey(word);
        }
        for (int i = 0; i < count; ++i)
            if (waited[std::size_t(i) + 2].revents != 0)
                connection = accepted(listeners[i]);
        if (open && waited[1].revents != 0) {
            const bool wasRegistered = g_client != nullptr;
            IceProcessMessages(connection, nullptr, nullptr);
            if (wasRegistered && !g_client)
                connection = nullptr; // closed
        }
    }
}
