// The body of a request. Internal to this layer.
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>

namespace mimir {

/// Can be read once. Qt automatically sends a re-readable one up to four times when the connection
/// breaks, each time in full.
class OnceBody final : public QIODevice {
public:
    OnceBody(QByteArray body, QObject *parent) : QIODevice(parent), m_body(std::move(body))
    {
        open(ReadOnly | Unbuffered);
    }
    bool isSequential() const override { return true; }
    bool seek(qint64) override { return false; }
    bool atEnd() const override { return m_read == m_body.size(); }
    qint64 bytesAvailable() const override { return m_body.size() - m_read; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_body.size() - m_read);
        if (size == 0)
            return -1;
        std::copy_n(m_body.constData() + m_read, size, to);
        m_read += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace mimir
