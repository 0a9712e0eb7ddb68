// The X11 sensors against a server of the test's own, with real input events.
#include "gpu/share/guard/x11desk.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QThreadPool>

#include <xcb/xcb.h>

#include <cstdlib>
#include <cstring>
#include <memory>

using namespace ain;
using namespace ain::share;
using namespace Qt::StringLiterals;

namespace {

struct Close {
    void operator()(xcb_connection_t *connection) const { xcb_disconnect(connection); }
};

/// Plays the window manager and a program.
class Manager {
public:
    explicit Manager(const QString &display)
        : m_connection(xcb_connect(display.toLatin1().constData(), nullptr)),
          m_screen(xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data)
    {
    }
    xcb_window_t window()
    {
        const xcb_window_t id = xcb_generate_id(m_connection.get());
        xcb_create_window(m_connection.get(), XCB_COPY_FROM_PARENT, id, m_screen->root, 0, 0, 100, 100, 0,
                          XCB_WINDOW_CLASS_INPUT_OUTPUT, m_screen->root_visual, 0, nullptr);
        return id;
    }
    xcb_atom_t atom(const char *name)
    {
        const auto cookie = xcb_intern_atom(m_connection.get(), 0, std::uint16_t(std::strlen(name)), name);
        xcb_intern_atom_reply_t *reply = xcb_intern_atom_reply(m_connection.get(), cookie, nullptr);
        const xcb_atom_t found = reply->atom;
        ::free(reply); // NOLINT(cppcoreguidelines-no-malloc)
        return found;
    }
    void set(xcb_window_t window, const char *property, xcb_atom_t type, const QList<std::uint32_t> &values)
    {
        xcb_change_property(m_connection.get(), XCB_PROP_MODE_REPLACE, window, atom(property), type, 32,
                            std::uint32_t(values.size()), values.constData());
        xcb_flush(m_connection.get());
    }
    void setClass(xcb_window_t window, QByteArrayView text)
    {
        xcb_change_property(m_connection.get(), XCB_PROP_MODE_REPLACE, window, XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 8,
                            std::uint32_t(text.size()), text.data());
    }
    void destroy(xcb_window_t window)
    {
        xcb_destroy_window(m_connection.get(), window);
        xcb_flush(m_connection.get());
    }
    [[nodiscard]] xcb_window_t root() const { return m_screen->root; }

private:
    std::unique_ptr<xcb_connection_t, Close> m_connection;
    xcb_screen_t *m_screen;
};

} // namespace

class TestX11 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        const QString xvfb = QStandardPaths::findExecutable(u"Xvfb"_s);
        QVERIFY2(!xvfb.isEmpty(), "scripts/setup installs xvfb");
        m_server = std::make_unique<QProcess>();
        m_server->start(xvfb,
                        {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"640x480x24"_s, u"-nolisten"_s, u"tcp"_s});
        if (!m_server->waitForStarted() || !m_server->waitForReadyRead(20'000))
            QSKIP("an X server does not start here");
        m_display = u':' + QString::fromLatin1(m_server->readLine()).trimmed();
        m_input.reset();
        m_fullscreen.reset();
    }
    void cleanup()
    {
        if (m_server) {
            m_server->terminate();
            m_server->waitForFinished();
        }
        m_pool.waitForDone();
    }

    void inputComesAndGoes()
    {
        const QString xdotool = QStandardPaths::findExecutable(u"xdotool"_s);
        QVERIFY2(!xdotool.isEmpty(), "scripts/setup installs xdotool");
        X11Desk desk({.display = m_display}, m_clock, m_pool);
        hear(desk);
        QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), 20'000);
        QProcess mouse;
        mouse.setProcessEnvironment(environment());
        for (int i = 1; i <= 3; ++i) {
            mouse.start(xdotool, {u"mousemove"_s, QString::number(10 * i), u"50"_s});
            QVERIFY(mouse.waitForFinished());
            QCOMPARE(mouse.exitCode(), 0);
            QTRY_VERIFY(std::get_if<InputSeen>(&m_input->seen)->isActive);
            QTRY_VERIFY_WITH_TIMEOUT(isQuiet(), 20'000);
            const auto &seen = std::get<InputSeen>(m_input->seen);
            QVERIFY(m_clock.monotonicMs() - seen.lastMs >= X11Desk::QuietMs);
        }
        mouse.start(xdotool, {u"key"_s, u"a"_s});
        QVERIFY(mouse.waitForFinished());
        QTRY_VERIFY(std::get_if<InputSeen>(&m_input->seen)->isActive);
    }

    void fullscreenOfTheWindowInFront()
    {
        Manager manager(m_display);
        X11Desk desk({.display = m_display}, m_clock, m_pool);
        hear(desk);
        QTRY_VERIFY(m_fullscreen && whyNot(*m_fullscreen) == absence::NoWindowManager);
        const xcb_window_t first = manager.window();
        const xcb_window_t second = manager.window();
        const xcb_atom_t fullscreen = manager.atom("_NET_WM_STATE_FULLSCREEN");
        const xcb_atom_t above = manager.atom("_NET_WM_STATE_ABOVE");
        manager.setClass(first, QByteArrayView("player\0Player\0", 14));
        manager.set(manager.root(), "_NET_SUPPORTING_WM_CHECK", XCB_ATOM_WINDOW, {second});
        manager.set(manager.root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_WINDOW, {first});
        QTRY_VERIFY(whyNot(*m_fullscreen).isEmpty() && !isFullscreen());
        manager.set(first, "_NET_WM_STATE", XCB_ATOM_ATOM, {above, fullscreen});
        QTRY_VERIFY(isFullscreen());
        QTRY_COMPARE(std::get<FullscreenSeen>(m_fullscreen->seen).program, u"Player"_s);
        manager.set(manager.root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_WINDOW, {second});
        QTRY_VERIFY(!isFullscreen());
        manager.set(manager.root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_WINDOW, {first});
        QTRY_VERIFY(isFullscreen());
        manager.set(first, "_NET_WM_STATE", XCB_ATOM_ATOM, {above});
        QTRY_VERIFY(!isFullscreen());
        // A window that is gone before it is looked at.
        const xcb_window_t gone = manager.window();
        manager.destroy(gone);
        manager.set(manager.root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_WINDOW, {gone});
        manager.set(manager.root(), "_NET_ACTIVE_WINDOW", XCB_ATOM_WINDOW, {first});
        manager.set(first, "_NET_WM_STATE", XCB_ATOM_ATOM, {fullscreen});
        QTRY_VERIFY(isFullscreen());
    }

    void aServerThatDiesIsTold()
    {
        X11Desk desk({.display = m_display}, m_clock, m_pool);
        hear(desk);
        QTRY_VERIFY(m_input && whyNot(*m_input).isEmpty());
        m_server->kill();
        m_server->waitForFinished();
        QTRY_COMPARE(whyNot(*m_input), QString(absence::NoDisplay));
        QTRY_COMPARE(whyNot(*m_fullscreen), QString(absence::NoDisplay));
    }

    void otherPlacesAreSaid()
    {
        const auto why = [this](const DisplayPlace &place) {
            m_input.reset();
            X11Desk desk(place, m_clock, m_pool);
            hear(desk);
            return QTest::qWaitFor([this] { return m_input.has_value(); }) ? whyNot(*m_input) : u"silence"_s;
        };
        QCOMPARE(why({.display = m_display, .isWayland = true}), QString(absence::Wayland));
        QCOMPARE(why({}), QString(absence::NoDisplay));
        QCOMPARE(why({.display = u"far.example:0"_s}), QString(absence::RemoteDisplay));
        QCOMPARE(why({.display = u":12345"_s}), QString(absence::NoDisplay));
    }

private:
    void hear(X11Desk &desk)
    {
        connect(&desk, &X11Desk::input, this, [this](const Observation &one) { m_input = one; });
        connect(&desk, &X11Desk::fullscreen, this, [this](const Observation &one) { m_fullscreen = one; });
        desk.start();
    }
    [[nodiscard]] QProcessEnvironment environment() const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DISPLAY"_s, m_display);
        return environment;
    }
    [[nodiscard]] bool isQuiet() const
    {
        const auto *seen = m_input ? std::get_if<InputSeen>(&m_input->seen) : nullptr;
        return seen != nullptr && !seen->isActive;
    }
    [[nodiscard]] bool isFullscreen() const
    {
        const auto *seen = m_fullscreen ? std::get_if<FullscreenSeen>(&m_fullscreen->seen) : nullptr;
        return seen != nullptr && seen->isFullscreen;
    }
    static QString whyNot(const Observation &observation)
    {
        const auto *absent = std::get_if<Absent>(&observation.seen);
        return absent != nullptr ? absent->why : QString();
    }

    std::unique_ptr<QProcess> m_server;
    QString m_display;
    SystemClock m_clock;
    QThreadPool m_pool;
    std::optional<Observation> m_input;
    std::optional<Observation> m_fullscreen;
};

QTEST_GUILESS_MAIN(TestX11)
#include "test_x11.moc"
