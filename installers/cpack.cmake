# What `cmake --install` puts where, and the Debian package that `cpack` makes of it.
foreach(program ain-studio ain-studio-cli)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    endif()
endforeach()
install(FILES installers/linux/ain-studio.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
install(FILES installers/linux/ain-studio.metainfo.xml DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
install(FILES resources/icons/ain-studio.svg DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
install(FILES README.md README.ko.md CHANGELOG.md SECURITY.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES resources/guide/en.md resources/guide/ko.md DESTINATION "${CMAKE_INSTALL_DOCDIR}/guide")
install(FILES installers/linux/copyright DESTINATION "${CMAKE_INSTALL_DOCDIR}")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ain-studio)
set(CPACK_PACKAGE_VENDOR "AIN Studio")
set(CPACK_PACKAGE_CONTACT "AIN Studio maintainers <maintainers@ainstudio.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Wallet, studio and token mint for the AIN blockchain")
set(CPACK_PACKAGE_DESCRIPTION
    "AIN Studio keeps AIN in an encrypted vault, sends and receives it, and mints images as\n\
AINFT tokens. It has a practice network inside, so that everything can be tried without real money,\n\
and ain-studio-cli does all of it in the terminal.")
set(CPACK_PACKAGE_INSTALL_DIRECTORY ain-studio)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Plugins that no linker sees: the database driver and the icons.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, qt6-svg-plugins | libqt6svg6 (<< 6.5)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, qt6-translations-l10n, fonts-noto-cjk, nats-server (>= 2.9)")
include(CPack)
