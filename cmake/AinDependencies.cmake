# Everything that comes from outside, by package. scripts/setup installs these.
find_package(PkgConfig REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network WebSockets Gui Widgets Svg Sql Qml DBus Concurrent LinguistTools)
if(AIN_TESTS)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(OpenSSL 3.0 REQUIRED)
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)

pkg_check_modules(Secp256k1 REQUIRED IMPORTED_TARGET libsecp256k1)
pkg_check_modules(Sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(QrEncode REQUIRED IMPORTED_TARGET libqrencode)
# Reads QR codes from pictures; 1.4 is what Debian 12 has, 2.3 what Debian 13 has.
find_package(ZXing REQUIRED)

# SQLCipher reports the version of the SQLite inside; 4.5 is built on SQLite 3.37 or later, while the 3.4.1
# of stock Debian 12 writes the old file format, which we refuse.
pkg_check_modules(SqlCipher REQUIRED IMPORTED_TARGET sqlcipher)
if(SqlCipher_VERSION VERSION_LESS 3.37)
    message(FATAL_ERROR
        "SQLCipher >= 4.5 is needed, the installed one is older (SQLite ${SqlCipher_VERSION}). "
        "On Debian 12 it comes from bookworm-backports: run scripts/setup.")
endif()

# Optional: sharing then can't tell from an X server whether the user is away.
pkg_check_modules(XcbSync IMPORTED_TARGET xcb xcb-sync)

# Optional: without it a studio's boxes can't work together as a pool.
pkg_check_modules(Nats IMPORTED_TARGET libnats>=3.4)
if(NOT Nats_FOUND)
    message(STATUS "libnats is missing: no pool of a studio's own boxes")
endif()
