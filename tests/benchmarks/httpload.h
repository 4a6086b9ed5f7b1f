// What the load generators share: realistic items, and minimal HTTP.
#pragma once

#include "core/ids.h"
#include "core/wire/wire.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace mimir::bench {

inline constexpr std::size_t kBatch = 100;

inline double now(clockid_t clock)
{
    timespec t {};
    clock_gettime(clock, &t);
    return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
}

// One keep-alive connection that waits for each answer.
class Connection {
public:
    explicit Connection(std::uint16_t port) : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            std::perror("connect");
    }
    ~Connection() { close(m_socket); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    std::string ask(const std::string &request)
    {
        for (std::size_t sent = 0; sent < request.size();)
            sent += std::size_t(
                std::max<ssize_t>(0, write(m_socket, request.data() + sent, request.size() - sent)));
        std::string answer;
        std::size_t end = std::string::npos;
        std::size_t length = 0;
        while (end == std::string::npos || answer.size() < end + 4 + length) {
            const std::size_t had = answer.size();
            answer.resize(had + (256 << 10));
            const ssize_t got = read(m_socket, answer.data() + had, 256 << 10);
            answer.resize(had + std::size_t(std::max<ssize_t>(0, got)));
            if (got <= 0)
                return {};
            if (end == std::string::npos && (end = answer.find("\r\n\r\n")) != std::string::npos)
                length = std::stoul(answer.substr(answer.find("Content-Length: ") + 16));
        }
        return answer.substr(end + 4);
    }

private:
    int m_socket;
};

inline std::string textOf(std::size_t bytes, RandomSource &random)
{
    static constexpr const char *words[] = {"the ", "server ", "batch\n", "of ", "\"title\" ", "item ", "é ",
        "row, ", "index ", "because ", "commit ", "    return ", "\tcall(", "); ", "2025 ", "and "};
    std::string text;
    while (text.size() < bytes)
        text += words[random.next() % 16];
    return text;
}

// As in the workload: a conversation, then 49 messages and tool calls alternately, sizes log-normal.
inline wire::Item nextItem(std::size_t i, std::string &conversation, RandomSource &random, Millis at)
{
    wire::Item item;
    item.editedAt = at;
    item.record.id = newId(at, random);
    auto &fields = item.record.fields;
    const double normal = random.between(-1, 1) + random.between(-1, 1) + random.between(-1, 1);
    const auto bytes = std::size_t(std::min(60'000.0, 1600 * std::exp(normal)));
    if (i % 50 == 0) {
        conversation = item.record.id;
        fields.setText("title", textOf(40, random));
        fields.setText("status", "active");
        fields.setInteger("created_at", at);
        fields.setInteger("updated_at", at);
    } else if (i % 3 == 0) {
        item.record.type = EntityType::ToolCall;
        fields.setText("conversation_id", conversation);
        fields.setText("tool_name", "shell");
        fields.set("arguments", "{\"command\":" + json::quoted(textOf(100, random)) + "}");
        fields.setText("result", textOf(bytes, random));
        fields.setText("status", "success");
    } else {
        item.record.type = EntityType::Message;
        fields.setText("conversation_id", conversation);
        fields.setText("role", "assistant");
        fields.setText("content", textOf(bytes, random));
        fields.setInteger("timestamp", at);
        fields.setInteger("output_tokens", 120);
    }
    return item;
}

inline std::string request(
    const std::string &method, const std::string &target, const std::string &headers, const std::string &body)
{
    return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers
        + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace mimir::bench
