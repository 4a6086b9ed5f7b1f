# What `cmake --install` installs where. Targets that are not built are left out.
include(GNUInstallDirs)

foreach(program mimir-tray mimir mimir-hook mimir-teams-server)
    if(TARGET ${program})
        get_target_property(kind ${program} TYPE)
        if(kind STREQUAL "EXECUTABLE")
            install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
        endif()
    endif()
endforeach()

if(TARGET mimir-store)
    include(${CMAKE_CURRENT_LIST_DIR}/library.cmake)
endif()

if(TARGET mimir-manual)
    get_target_property(generated mimir-manual MIMIR_GENERATED)
    install(FILES ${generated}/mimir.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${generated}/mimir.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME mimir)
    install(FILES ${generated}/_mimir DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
    install(FILES ${generated}/mimir.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

foreach(manual mimir-tray-manual mimir-teams-server-manual)
    if(TARGET ${manual})
        get_target_property(page ${manual} MIMIR_GENERATED)
        string(REGEX MATCH "[0-9]$" section ${page})
        install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
    endif()
endforeach()

# Translations are built into the programs.
set(resources ${CMAKE_CURRENT_LIST_DIR}/../resources)
install(DIRECTORY ${resources}/icons/hicolor DESTINATION ${CMAKE_INSTALL_DATADIR}/icons COMPONENT icons)
install(FILES ${resources}/mimir-tray.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${resources}/mimir-tray.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)

# The Teams server as a service under its own account; installer/deploy has examples for the proxies around it.
if(TARGET mimir-teams-server)
    set(systemd ${CMAKE_CURRENT_LIST_DIR}/systemd)
    configure_file(${systemd}/mimir-teams-server.service.in ${PROJECT_BINARY_DIR}/mimir-teams-server.service @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/mimir-teams-server.service DESTINATION lib/systemd/system COMPONENT server)
    install(FILES ${systemd}/mimir-teams-server.sysusers DESTINATION lib/sysusers.d RENAME mimir-teams-server.conf
        COMPONENT server)
    install(FILES ${systemd}/mimir-teams-server.env DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT server)
    install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/deploy DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT server)
    install(FILES ${CMAKE_CURRENT_LIST_DIR}/../README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT server)
    install(DIRECTORY ${CMAKE_CURRENT_LIST_DIR}/../docs DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT server)
endif()
